package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.settings.SchemaAgreement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigSchemaTest {
    private static final String LEAST =
            """
            rig: bench-1
            board: pi
            pump: {microstepsPerRevolution: 3200, volumePerRevolution: 20 uL}
            line: {compliance: 0.2 uL/kPa, tubing: 140 uL, catheter: 70 cm}
            motor: {chip: tmc2209, step: GPIO17, dir: GPIO27, enable: GPIO5,
                    diag: GPIO22, kick: GPIO18, uart: /dev/serial0, node: 0}
            encoder: {chip: as5600, bus: i2c-1, address: 0x36}
            reservoir: {chip: nau7802, bus: i2c-1, address: 0x2A, capacity: 20 mL}
            pressure: {chip: ads1115, bus: i2c-1, address: 0x48,
                       downstream: AIN0, sensorSupply: AIN1, motorSupply: AIN2, upstream: AIN3}
            inputs: {eStop: GPIO26, door: GPIO6}
            outputs: {buzzer: GPIO12, red: GPIO13, amber: GPIO19, green: GPIO21}
            """;

    private static final String WHOLE =
            LEAST.replace("node: 0", "node: 0, answerTimeout: 40 ms")
                            .replace("20 mL", "20 mL, zero: -1200, countsPerGram: 18500")
                            .replace("GPIO6}", "GPIO6, bubble: GPIO25, bolusButton: GPIO20}")
                            .replace("GPIO21}", "GPIO21, bubbleTest: GPIO16, sensorRail: GPIO4}")
                    + """
                    flow: {chip: lg16-0430d, bus: i2c-1, address: 0x40}
                    balance: {dialect: sbi, port: /dev/ttyUSB0, baud: 19200}
                    syringePump: {chip: ne1000, port: /dev/ttyUSB1, baud: 9600, address: 3,
                                  diameter: 4.699 mm}
                    remoteRaise: true
                    endOfService: 2031-06-30
                    """;

    private final SchemaAgreement agreement =
            new SchemaAgreement(RigSchema.document(), yaml -> RigFile.parse("rig.yaml", yaml));

    private static String resource(String name) throws IOException {
        try (InputStream in = RigSchema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isWhatTheReaderKnowsAndNothingElse() throws IOException {
        agreement.knowsNoOtherKeysThanThoseOf(LEAST, WHOLE, resource("sim-rig.yaml"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "20 uL}          | 20uL}",
                "20 uL}          | 0.02 mL}",
                "20 uL}          | 2e1 µL}",
                "20 uL}          | '\"20 \u03bcL\"}'",
                "70 cm           | 0.7 m",
                "0x2A            | 0x2b",
                "rig: bench-1    | rig: 7",
                "/dev/serial0    | /dev/serial/by-id/usb-FTDI_0-if00",
            })
    void takesEverySpellingThatTheReaderTakes(String from, String to) {
        agreement.accepts(WHOLE.replace(from.strip(), to.strip()));
    }

    @Test
    void missesAndMistrustsTheSameKeys() {
        agreement.refusesEachMissingAndMisspeltKeyOf(WHOLE);
        agreement.refusesEachMissingAndMisspeltKeyOf(LEAST);
    }

    @Test
    void wantsTheSameShapes() {
        agreement.refusesEachWrongShapeIn(WHOLE);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "board: pi       | board: bench",
                "tmc2209         | tmc2208",
                "rig: bench-1    | rig: bench 1",
                "3200            | 199",
                "3200            | 51201",
                "20 uL}          | 20}",
                "20 uL}          | 20 mcg}",
                "20 uL}          | .5 uL}",
                "0.2 uL/kPa      | 0.2 uL",
                "GPIO17          | GPIO28",
                "GPIO17          | gpio17",
                "AIN3            | AIN4",
                "0x36            | 0x78",
                "0x36            | 0x07",
                "i2c-1, address: 0x48 | 1, address: 0x48",
                "/dev/serial0    | serial0",
                "sbi             | kern",
                "zero: -1200     | zero: 8388608",
                "zero: -1200     | zero: 1.5",
                "remoteRaise: true | remoteRaise: yes",
                "2031-06-30      | next year",
            })
    void refusesTheSameMistakes(String from, String to) {
        agreement.refuses(WHOLE.replace(from.strip(), to.strip()));
    }

    /** To renew it: {@code pumprig-simulator schema rig}. */
    @Test
    void isShippedAsItIsPrinted() throws IOException {
        assertEquals(RigSchema.document(), resource("rig.schema.json"));
    }
}
