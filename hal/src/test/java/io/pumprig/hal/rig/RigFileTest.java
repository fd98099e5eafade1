package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RigFileTest {
    private static final String RIG =
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

    private static final RigWiring BENCH =
            new RigWiring(
                    "bench-1",
                    "pi",
                    new PumpHead(3_200, 20_000_000),
                    new RigWiring.Line(200_000, 140_000_000, 700_000),
                    new RigWiring.Motor(17, 27, 5, 22, 18, "/dev/serial0", 0, 10_000_000),
                    new RigWiring.Encoder("i2c-1", 0x36),
                    new RigWiring.Reservoir("i2c-1", 0x2A, 20_000_000_000L, 50_000, 20_000),
                    new RigWiring.Pressure("i2c-1", 0x48, 0, 1, 2, 3),
                    Optional.empty(),
                    new RigWiring.Inputs(26, 6, OptionalInt.empty(), OptionalInt.empty()),
                    new RigWiring.Outputs(12, 13, 19, 21, OptionalInt.empty(), OptionalInt.empty()),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    OptionalLong.empty());

    @TempDir Path folder;

    @Test
    void readsAWholeWiring() throws IOException {
        assertEquals(BENCH, RigFile.parse("rig.yaml", RIG));
        Path file = Files.writeString(folder.resolve("rig.yaml"), RIG);
        assertEquals(BENCH, RigFile.read(file));
    }

    @Test
    void readsTheShippedWiringWhereItStandsInAnotherFile() throws IOException {
        String shipped;
        try (var in = RigFile.class.getResourceAsStream("sim-rig.yaml")) {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        SettingsNode file = SettingsNode.parse("scenario.yaml", "rig:\n" + shipped.indent(2));
        assertEquals(RigFile.simulated(), RigFile.of(file.keys("rig").child("rig")));
    }

    @Test
    void readsWhatMayBeLeftOut() {
        RigWiring wiring =
                RigFile.parse(
                        "rig.yaml",
                        RIG.replace("20 mL", "20 mL, zero: -1200, countsPerGram: 18500")
                                        .replace("node: 0", "node: 0, answerTimeout: 40 ms")
                                + "remoteRaise: true\n");
        assertEquals(-1_200, wiring.reservoir().zeroCounts());
        assertEquals(18_500, wiring.reservoir().countsPerGram());
        assertEquals(40_000_000, wiring.motor().answerTimeoutNanos());
        assertTrue(wiring.remoteRaise());
    }

    @Test
    void readsTheWholeReferenceRigWithItsInstruments() {
        RigWiring wiring =
                RigFile.parse(
                        "rig.yaml",
                        RIG.replace("GPIO6}", "GPIO6, bubble: GPIO25, bolusButton: GPIO20}")
                                        .replace(
                                                "GPIO21}",
                                                "GPIO21, bubbleTest: GPIO16, sensorRail: GPIO4}")
                                + """
                                flow: {chip: slf3s-0600f, bus: i2c-1, address: 0x08}
                                balance: {dialect: mt-sics, port: /dev/serial/by-id/usb-MT_1-port0}
                                syringePump: {chip: ne1000, port: /dev/ttyUSB1, address: 3,
                                              diameter: 4.699 mm}
                                """);
        assertEquals(new RigWiring.Flow("slf3s-0600f", "i2c-1", 0x08), wiring.flow().get());
        assertEquals(OptionalInt.of(25), wiring.inputs().bubbleGpio());
        assertEquals(OptionalInt.of(20), wiring.inputs().bolusButtonGpio());
        assertEquals(OptionalInt.of(16), wiring.outputs().bubbleTestGpio());
        assertEquals(OptionalInt.of(4), wiring.outputs().sensorRailGpio());
        assertEquals(
                new RigWiring.Balance("mt-sics", "/dev/serial/by-id/usb-MT_1-port0", 9_600),
                wiring.balance().get());
        assertEquals(
                new RigWiring.SyringePump("/dev/ttyUSB1", 19_200, 3, 4_699),
                wiring.syringePump().get());
    }

    @Test
    void shipsTheSimulatedRigWiredLikeTheReferenceRig() {
        RigWiring simulated = RigFile.simulated();
        assertEquals("sim-1", simulated.rig());
        assertEquals("sim", simulated.board());
        assertEquals(BENCH.pump(), simulated.pump());
        assertEquals(BENCH.line(), simulated.line());
        assertEquals(BENCH.motor(), simulated.motor());
        assertEquals(BENCH.encoder(), simulated.encoder());
        assertEquals(BENCH.reservoir(), simulated.reservoir());
        assertEquals(BENCH.pressure(), simulated.pressure());
        assertEquals(new RigWiring.Flow("slf3s-0600f", "i2c-1", 0x08), simulated.flow().get());
        assertEquals(
                new RigWiring.Inputs(26, 6, OptionalInt.of(25), OptionalInt.of(20)),
                simulated.inputs());
        assertEquals(
                new RigWiring.Outputs(12, 13, 19, 21, OptionalInt.of(16), OptionalInt.of(4)),
                simulated.outputs());
        assertFalse(simulated.remoteRaise());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rig: bench-1 | rig: bench 1 | 1:6: rig: found bench 1; allowed 1 to 64 letters, digits, _ or -",
                "board: pi | board: bench | 2:8: board: found bench; allowed pi, sim",
                "board: pi | bord: pi | 2:1: bord: found unknown key; allowed rig, board, pump, line, motor, encoder, reservoir, pressure, flow, inputs, outputs, balance, syringePump, remoteRaise, endOfService (did you mean \"board\"?)",
                "board: pi | # none | 1:1: board: found nothing; allowed pi, sim",
                "3200 | 199 | 3:33: pump.microstepsPerRevolution: found 199; allowed a whole number from 200 to 51200",
                "3200 | 51201 | 3:33: pump.microstepsPerRevolution: found 51201; allowed a whole number from 200 to 51200",
                "20 uL} | 20} | 3:60: pump.volumePerRevolution: found 20; allowed a number with one of uL, pL, nL, mL, L",
                "20 uL} | 0.9 uL} | 3:60: pump.volumePerRevolution: found 0.9 uL; allowed 1 uL to 250 uL",
                "20 uL} | 251 uL} | 3:60: pump.volumePerRevolution: found 251 uL; allowed 1 uL to 250 uL",
                "20 uL} | 20.0000001 uL} | 3:60: pump.volumePerRevolution: found 20.0000001 uL; allowed a multiple of 1 pL",
                "volumePerRevolution | volumePerRevoluton | 3:39: pump.volumePerRevoluton: found unknown key; allowed microstepsPerRevolution, volumePerRevolution (did you mean \"volumePerRevolution\"?)",
                "0.2 uL/kPa | 0.2 | 4:20: line.compliance: found 0.2; allowed a number with one of uL/kPa, nL/kPa",
                "0.2 uL/kPa | 0.9 nL/kPa | 4:20: line.compliance: found 0.9 nL/kPa; allowed 1 nL/kPa to 100 uL/kPa",
                "0.2 uL/kPa | 101 uL/kPa | 4:20: line.compliance: found 101 uL/kPa; allowed 1 nL/kPa to 100 uL/kPa",
                "tmc2209 | tmc2208 | 5:15: motor.chip: found tmc2208; allowed tmc2209 (did you mean \"tmc2209\"?)",
                "GPIO17 | GPIO28 | 5:30: motor.step: found GPIO28; allowed GPIO0 to GPIO27",
                "GPIO17 | 17 | 5:30: motor.step: found 17; allowed GPIO0 to GPIO27",
                "GPIO17 | GPIO017 | 5:30: motor.step: found GPIO017; allowed GPIO0 to GPIO27",
                "GPIO17 | gpio17 | 5:30: motor.step: found gpio17; allowed GPIO0 to GPIO27",
                "GPIO27 | GPIO17 | 5:43: motor.dir: found GPIO17, already used by motor.step; allowed a GPIO of its own",
                "GPIO21 | GPIO6 | 12:62: outputs.green: found GPIO6, already used by inputs.door; allowed a GPIO of its own",
                "GPIO17 | GPIO15 | 5:30: motor.step: found GPIO15, already used by /dev/serial0; allowed a GPIO of its own",
                "GPIO17 | GPIO3 | 7:30: encoder.bus: found i2c-1, which needs GPIO3, already used by motor.step; allowed pins of its own",
                "GPIO6 | GPIO2 | 11:31: inputs.door: found GPIO2, already used by i2c-1; allowed a GPIO of its own",
                "/dev/serial0 | serial0 | 6:43: motor.uart: found serial0; allowed a serial device such as /dev/serial0",
                "node: 0 | node: 4 | 6:63: motor.node: found 4; allowed a whole number from 0 to 3",
                "node: 0 | node: 0, answerTimeout: 9 ms | 6:81: motor.answerTimeout: found 9 ms; allowed 10 ms to 100 ms",
                "node: 0 | node: 0, answerTimeout: 101 ms | 6:81: motor.answerTimeout: found 101 ms; allowed 10 ms to 100 ms",
                "as5600 | as5601 | 7:17: encoder.chip: found as5601; allowed as5600 (did you mean \"as5600\"?)",
                "0x36 | 0x07 | 7:46: encoder.address: found 0x07; allowed 0x08 to 0x77",
                "0x36 | 0x78 | 7:46: encoder.address: found 0x78; allowed 0x08 to 0x77",
                "0x36 | 54 | 7:46: encoder.address: found 54; allowed 0x08 to 0x77",
                "0x48 | 0x2a | 9:48: pressure.address: found 0x2a on i2c-1, already used by reservoir.address; allowed an address of its own",
                "as5600, bus: i2c-1 | as5600, bus: 1 | 7:30: encoder.bus: found 1; allowed an I2C bus such as i2c-1",
                "nau7802 | hx711 | 8:19: reservoir.chip: found hx711; allowed nau7802",
                "20 mL | 0.5 mL | 8:65: reservoir.capacity: found 0.5 mL; allowed 1 mL to 100 mL",
                "20 mL | 20 mL, zero: 8388608 | 8:78: reservoir.zero: found 8388608; allowed a whole number from -8388607 to 8388607",
                "20 mL | 20 mL, countsPerGram: 0 | 8:87: reservoir.countsPerGram: found 0; allowed a whole number from 1 to 1000000",
                "ads1115 | ads1015 | 9:18: pressure.chip: found ads1015; allowed ads1115 (did you mean \"ads1115\"?)",
                "AIN3 | AIN4 | 10:79: pressure.upstream: found AIN4; allowed AIN0 to AIN3",
                "AIN3 | AIN0 | 10:79: pressure.upstream: found AIN0, already used by pressure.downstream; allowed an input of its own",
                "inputs: {eStop: GPIO26, | inputs: { | 11:9: inputs.eStop: found nothing; allowed GPIO0 to GPIO27",
                "door: GPIO6 | door: GPIO6, bubble: GPIO28 | 11:46: inputs.bubble: found GPIO28; allowed GPIO0 to GPIO27",
                "door: GPIO6 | door: GPIO6, bubble: GPIO17 | 11:46: inputs.bubble: found GPIO17, already used by motor.step; allowed a GPIO of its own",
                "door: GPIO6 | door: GPIO6, bolusbutton: GPIO20 | 11:38: inputs.bolusbutton: found unknown key; allowed eStop, door, bubble, bolusButton (did you mean \"bolusButton\"?)",
                "green: GPIO21 | green: GPIO21, bubbleTest: GPIO16 | 12:82: outputs.bubbleTest: found GPIO16; allowed nothing without inputs.bubble",
                "board: pi | board: pi\\nflow: {chip: slf3s-1300f, bus: i2c-1, address: 0x08} | 3:14: flow.chip: found slf3s-1300f; allowed slf3s-0600f, lg16-0430d, lg16-0150d, lg16-0025d (did you mean \"slf3s-0600f\"?)",
                "board: pi | board: pi\\nflow: {chip: slf3s-0600f, bus: i2c-1, address: 0x40} | 3:48: flow.address: found 0x40; allowed 0x08, the only one of slf3s-0600f",
                "board: pi | board: pi\\nflow: {chip: lg16-0025d, bus: i2c-1, address: 0x36} | 3:47: flow.address: found 0x36 on i2c-1, already used by encoder.address; allowed an address of its own",
                "board: pi | board: pi\\nbalance: {dialect: kern, port: /dev/ttyUSB0} | 3:20: balance.dialect: found kern; allowed mt-sics, and, sbi",
                "board: pi | board: pi\\nbalance: {dialect: and, port: /dev/ttyUSB0, baud: 600} | 3:51: balance.baud: found 600; allowed a whole number from 1200 to 115200",
                "board: pi | board: pi\\nbalance: {dialect: sbi, port: /dev/serial0} | 3:31: balance.port: found /dev/serial0, already used by motor.uart; allowed a serial line of its own",
                "board: pi | board: pi\\nsyringePump: {chip: ne500, port: /dev/ttyUSB0, diameter: 4.699 mm} | 3:21: syringePump.chip: found ne500; allowed ne1000 (did you mean \"ne1000\"?)",
                "board: pi | board: pi\\nsyringePump: {chip: ne1000, port: /dev/ttyUSB0, diameter: 51 mm} | 3:59: syringePump.diameter: found 51 mm; allowed 100 um to 5 cm",
                "board: pi | board: pi\\nremoteRaise: yes | 3:14: remoteRaise: found yes; allowed true, false",
            })
    void refusesAWiringWithPlaceAndReason(String from, String to, String message) {
        String lines = Matcher.quoteReplacement(to.replace("\\n", "\n"));
        String text = RIG.replaceFirst(Pattern.quote(from), lines);
        var refused = assertThrows(SettingsException.class, () -> RigFile.parse("rig.yaml", text));
        assertEquals("rig.yaml:" + message, refused.getMessage());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "140 uL | 0.049 mL | 4:40: line.tubing: found 0.049 mL; allowed 50 uL to 500 uL",
                "140 uL | 0.501 mL | 4:40: line.tubing: found 0.501 mL; allowed 50 uL to 500 uL",
                "70 cm | 99 mm | 4:58: line.catheter: found 99 mm; allowed 10 cm to 110 cm",
                "70 cm | 1.101 m | 4:58: line.catheter: found 1.101 m; allowed 10 cm to 110 cm",
            })
    @Tag("SR-11")
    void refusesPathVolumesOutOfRange(String from, String to, String message) {
        refusesAWiringWithPlaceAndReason(from, to, message);
    }

    @Test
    @Tag("SR-11")
    void takesPathVolumesAtBothEnds() {
        RigWiring.Line least =
                RigFile.parse(
                                "rig.yaml",
                                RIG.replace("140 uL", "0.05 mL").replace("70 cm", "10 cm"))
                        .line();
        assertEquals(new RigWiring.Line(200_000, 50_000_000, 100_000), least);
        RigWiring.Line most =
                RigFile.parse(
                                "rig.yaml",
                                RIG.replace("140 uL", "0.5 mL").replace("70 cm", "110 cm"))
                        .line();
        assertEquals(new RigWiring.Line(200_000, 500_000_000, 1_100_000), most);
    }

    @Test
    void takesTheSameAddressOnAnotherBusAndPinsThatNoBusUses() {
        String text =
                RIG.replace("i2c-1, address: 0x48", "i2c-3, address: 0x36")
                        .replace("/dev/serial0", "/dev/ttyUSB0")
                        .replace("GPIO17", "GPIO14");
        RigWiring wiring = RigFile.parse("rig.yaml", text);
        assertEquals(0x36, wiring.pressure().address());
        assertEquals("i2c-3", wiring.pressure().bus());
        assertEquals(14, wiring.motor().stepGpio());
    }

    /** Whatever a file holds: a wiring, or a complaint on one line with found and allowed. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    void complainsInOneFormWhateverTheFileHolds(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        Path file = folder.resolve("rig.yaml");
        byte[] valid = RIG.getBytes(StandardCharsets.UTF_8);
        int accepted = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] mutated = mutated(valid, random);
            Files.write(file, mutated);
            try {
                RigFile.read(file);
                accepted++;
            } catch (SettingsException e) {
                String form = "\\Q" + file + "\\E(:[0-9]+:[0-9]+)?: .+: found .+; allowed .+";
                if (!e.getMessage().matches(form)) {
                    fail("seed " + seed + ", round " + i + ": " + e.getMessage());
                }
            } catch (RuntimeException | StackOverflowError e) {
                String text = new String(mutated, StandardCharsets.UTF_8);
                fail("seed " + seed + ", round " + i + ":\n" + text, e);
            }
        }
        assertTrue(accepted > 10 && accepted < 1_000, "seed " + seed + ": accepted " + accepted);
    }

    private static byte[] mutated(byte[] valid, SplittableRandom random) {
        String pieces =
                "&a ;*a;!!int ;- ;: ;{;};[;];\n;\t;';\";#;%;? ;| ;> ;---\n;...\n;1e400;NaN;-;"
                        + "99999999999999999999;µ;<<: ;~;GPIO17;0x36;\\;\r;\u2028;\ufeff; ;  ";
        String[] words = pieces.split(";");
        byte[] bytes = valid;
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            int upTo = Math.min(bytes.length, at + random.nextInt(0, 6));
            byte[] put =
                    switch (random.nextInt(4)) {
                        case 0 -> new byte[0];
                        case 1 -> new byte[] {(byte) random.nextInt(256)};
                        case 2 -> slice(bytes, random);
                        default ->
                                words[random.nextInt(words.length)].getBytes(
                                        StandardCharsets.UTF_8);
                    };
            byte[] next = new byte[at + put.length + bytes.length - upTo];
            System.arraycopy(bytes, 0, next, 0, at);
            System.arraycopy(put, 0, next, at, put.length);
            System.arraycopy(bytes, upTo, next, at + put.length, bytes.length - upTo);
            bytes = next.length == 0 ? valid : next;
        }
        return bytes;
    }

    private static byte[] slice(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - from, random.nextInt(1, 80));
        byte[] slice = new byte[length];
        System.arraycopy(bytes, from, slice, 0, length);
        return slice;
    }

    @Test
    @Tag("SR-94")
    void theDayOfReplacementBeginsAtMidnight() {
        RigWiring wiring = RigFile.parse("rig.yaml", RIG + "endOfService: 2031-06-30\n");
        assertEquals(OptionalLong.of(1_940_544_000_000L), wiring.endOfServiceUtcMillis());
        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () -> RigFile.parse("rig.yaml", RIG + "endOfService: 2031-02-30\n"));
        assertTrue(refused.getMessage().contains("allowed a day such as 2031-06-30"));
    }
}
