package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Tmc2209ModelTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long BIT_PICOS = 1_000_000_000_000L / 115_200;
    private static final long NEVER = Long.MAX_VALUE;

    private final Plant plant = new Plant(PlantSettings.reference(), 1, 0);
    private final Tmc2209Model chip = new Tmc2209Model(plant, 0);

    private String heard = "";
    private long heardAt;
    private long now = SECOND;

    @BeforeEach
    void listen() {
        chip.listener(
                (bytes, length, startNanos, bitPicos) -> {
                    heard = HEX.formatHex(bytes, 0, length);
                    heardAt = startNanos;
                });
    }

    /** Sends the bytes without gaps, lets 10 ms pass, returns the answer or "". */
    private String send(String frame) {
        return sendSpaced(frame, 10);
    }

    private String sendSpaced(String frame, int bitsFromStartToStart) {
        heard = "";
        byte[] bytes = HEX.parseHex(frame);
        for (int i = 0; i < bytes.length; i++) {
            long start = now + i * bitsFromStartToStart * BIT_PICOS / 1000;
            chip.hear(bytes[i] & 0xFF, start, BIT_PICOS);
        }
        now += 10 * MILLI;
        chip.settle(now);
        return heard;
    }

    private int read(String request) {
        String answer = send(request);
        assertEquals(23, answer.length(), "no answer to " + request);
        return (int) Long.parseLong(answer.replace(" ", "").substring(6, 14), 16);
    }

    private void bringUp() {
        send("05 00 80 00 00 01 C0 F6");
        send("05 00 83 00 00 02 00 4D");
        send("05 00 EC 04 03 00 53 6F");
        send("05 00 90 00 06 10 04 DD");
        send("05 00 81 00 00 00 07 70");
    }

    private void drive() {
        chip.releasedAfter(NEVER, now);
        chip.enn(false, now);
    }

    private void pulse(int count, long everyNanos) {
        for (int i = 0; i < count; i++) {
            now += everyNanos;
            chip.step(true, now);
            chip.step(false, now);
        }
    }

    @Test
    void answersAReadOfIoinLikeTheCapturedChip() {
        assertEquals("05 FF 06 21 00 00 41 C6", send("05 00 06 6F"));
    }

    @ParameterizedTest(name = "sync {0}")
    @ValueSource(strings = {"05 00 06 6F", "55 00 06 E8"})
    void theUpperSyncNibbleIsIgnoredButCountsInTheCrc(String request) {
        assertEquals("05 FF 06 21 00 00 41 C6", send(request));
    }

    @Test
    void aSyncByteOfF5IsTakenToo() {
        byte[] frame = HEX.parseHex("F5 00 06");
        String crc = String.format(" %02X", Tmc2209Crc.of(frame, 3));
        assertEquals("05 FF 06 21 00 00 41 C6", send("F5 00 06" + crc));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "reset, 05 00 01 C1, 05 FF 01 00 00 00 01 9A",
        "GCONF reset value, 05 00 00 48, 05 FF 00 00 00 01 01 BB",
        "standstill, 05 00 12 B7, 05 FF 12 00 0F FF FF 1D",
        "CHOPCONF reset value, 05 00 6C CA, 05 FF 6C 10 00 00 53 51"
    })
    void answersLiterallyAfterPowerUp(String what, String request, String answer) {
        assertEquals(answer, send(request), what);
    }

    @Test
    void atRestAndConfiguredItShowsTheHoldCurrent() {
        bringUp();
        now += 10 * SECOND;
        assertEquals("05 FF 6F C0 04 00 00 BF", send("05 00 6F 84"));
    }

    @ParameterizedTest(name = "CRC of {0} is {1}")
    @CsvSource({
        "05 00 90 00 06 10 04, DD",
        "05 00 EC 04 03 00 53, 6F",
        "05 00 A2 00 FF EE 87, 45",
        "00 00 00, 00"
    })
    void theCrcIsTheReferences(String bytes, String crc) {
        byte[] frame = HEX.parseHex(bytes);
        assertEquals(Integer.parseInt(crc, 16), Tmc2209Crc.of(frame, frame.length));
    }

    @Test
    void theBringUpSequenceGrowsIfcntByTwelveAndLeavesNoFlag() {
        assertEquals(0x2100_0041, read("05 00 06 6F"));
        assertEquals(1, read("05 00 01 C1"));
        final int before = read("05 00 02 8F");
        for (String write :
                new String[] {
                    "05 00 80 00 00 01 C0 F6",
                    "05 00 83 00 00 02 00 4D",
                    "05 00 EC 04 03 00 53 6F",
                    "05 00 90 00 06 10 04 DD",
                    "05 00 91 00 00 00 14 1F",
                    "05 00 F0 C8 0D 0E 24 F2",
                    "05 00 93 00 00 00 00 0F",
                    "05 00 94 00 00 01 90 BD",
                    "05 00 C0 00 00 00 32 6E",
                    "05 00 C2 00 00 00 00 45",
                    "05 00 A2 00 00 00 00 0E"
                }) {
            assertEquals("", send(write));
        }
        assertEquals(0x1C0, read("05 00 00 48"));
        assertEquals(0x0403_0053, read("05 00 6C CA"));
        send("05 00 81 00 00 00 07 70");
        assertEquals(before + 12, read("05 00 02 8F"));
        assertEquals(0, read("05 00 01 C1"));
    }

    @ParameterizedTest(name = "{0} is ignored")
    @CsvSource({
        "a wrong CRC, 05 00 06 6E",
        "another node, 05 01 06 6F",
        "an unknown sync, 04 00 06 6F"
    })
    void whatIsNotForItIsIgnored(String what, String request) {
        assertEquals("", send(request), what);
        assertEquals("05 FF 06 21 00 00 41 C6", send("05 00 06 6F"), "and the next is heard");
    }

    @Test
    void aBadWriteDoesNotCount() {
        send("05 00 80 00 00 01 C0 F7");
        assertEquals(0, read("05 00 02 8F"));
        assertEquals(0x101, read("05 00 00 48"));
    }

    @Test
    void anotherNodesAnswerIsItsOwn() {
        Tmc2209Model third = new Tmc2209Model(new Plant(PlantSettings.reference(), 1, 0), 3);
        String[] answer = {""};
        third.listener((b, n, start, bit) -> answer[0] = HEX.formatHex(b, 0, n));
        byte[] request = HEX.parseHex("05 03 06 00");
        request[3] = (byte) Tmc2209Crc.of(request, 3);
        for (int i = 0; i < 4; i++) {
            third.hear(request[i] & 0xFF, SECOND + i * 10 * BIT_PICOS / 1000, BIT_PICOS);
        }
        third.settle(2 * SECOND);
        assertEquals("05 FF 06 21 00 00 47", answer[0].substring(0, 20));
    }

    @Test
    void aGapOfMoreThan63BitTimesDropsThePartialDatagram() {
        assertEquals("05 FF 06 21 00 00 41 C6", sendSpaced("05 00 06 6F", 63));
        assertEquals("", sendSpaced("05 00 06 6F", 65));
    }

    @Test
    void afterAnErrorItNeeds12BitTimesOfIdleLine() {
        assertEquals("", send("05 00 06 6E 05 00 06 6F"));
        heard = "";
        byte[] bytes = HEX.parseHex("05 00 06 6E 05 00 06 6F");
        for (int i = 0; i < bytes.length; i++) {
            long bits = i * 10 + (i < 4 ? 0 : 13);
            chip.hear(bytes[i] & 0xFF, now + bits * BIT_PICOS / 1000, BIT_PICOS);
        }
        chip.settle(now + 10 * MILLI);
        assertEquals("05 FF 06 21 00 00 41 C6", heard);
    }

    @Test
    void theAnswerBeginsSendDelayAfterTheRequest() {
        long began = now;
        send("05 00 06 6F");
        assertEquals(began + 48 * BIT_PICOS / 1000, heardAt, 2);
        send("05 00 83 00 00 02 00 4D");
        began = now;
        send("05 00 06 6F");
        assertEquals(began + 64 * BIT_PICOS / 1000, heardAt, 2);
    }

    @Test
    void nothingIsAnsweredBeforeTheLastByteHasArrived() {
        byte[] bytes = HEX.parseHex("05 00 06 6F");
        for (int i = 0; i < 4; i++) {
            chip.hear(bytes[i] & 0xFF, now + i * 10 * BIT_PICOS / 1000, BIT_PICOS);
        }
        chip.settle(now + 347_000);
        assertEquals("", heard);
        chip.settle(now + 347_223);
        assertEquals("05 FF 06 21 00 00 41 C6", heard);
    }

    @Test
    void anAnswerCarriesWhatWasTrueWhenTheRequestWasComplete() {
        bringUp();
        heard = "";
        byte[] bytes = HEX.parseHex("05 00 6A ED");
        for (int i = 0; i < 4; i++) {
            chip.hear(bytes[i] & 0xFF, now + i * 10 * BIT_PICOS / 1000, BIT_PICOS);
        }
        chip.step(true, now);
        chip.step(false, now + 1);
        chip.step(true, now + 10 * MILLI);
        assertEquals("05 FF 6A 00 00 00 10", heard.substring(0, 20));
    }

    @Test
    void writeOnlyAndUnlistedRegistersReadZero() {
        send("05 00 90 00 06 10 04 DD");
        byte[] request = HEX.parseHex("05 00 10 00");
        request[3] = (byte) Tmc2209Crc.of(request, 3);
        assertEquals(0, read(HEX.formatHex(request)));
        request = HEX.parseHex("05 00 33 00");
        request[3] = (byte) Tmc2209Crc.of(request, 3);
        assertEquals(0, read(HEX.formatHex(request)));
    }

    @Test
    void eachPulseMovesMscntBy16AndTheRotorByOneMicrostep() {
        bringUp();
        drive();
        pulse(10, 10 * MILLI);
        assertEquals(160, read("05 00 6A ED"));
        assertEquals(10, plant.rotorMicrosteps());
        pulse(60, 10 * MILLI);
        assertEquals(70 * 16 - 1024, read("05 00 6A ED"));
        assertEquals(70, plant.rotorMicrosteps());
    }

    @Test
    void dirCountsDownAndShaftTurnsItRound() {
        bringUp();
        drive();
        chip.dir(true, now);
        pulse(5, MILLI);
        assertEquals(1024 - 80, read("05 00 6A ED"));
        assertEquals(-5, plant.rotorMicrosteps());
        byte[] shaft = HEX.parseHex("05 00 80 00 00 01 C8 00");
        shaft[7] = (byte) Tmc2209Crc.of(shaft, 7);
        send(HEX.formatHex(shaft));
        pulse(5, MILLI);
        assertEquals(0, plant.rotorMicrosteps());
    }

    @ParameterizedTest(name = "MRES {0}: {1} counts a pulse")
    @CsvSource({"0, 1", "3, 8", "4, 16", "5, 32", "8, 256"})
    void mresScalesThePulse(int mres, int counts) {
        bringUp();
        byte[] write = HEX.parseHex("05 00 EC 0" + mres + " 03 00 53 00");
        write[7] = (byte) Tmc2209Crc.of(write, 7);
        send(HEX.formatHex(write));
        drive();
        pulse(32, MILLI);
        assertEquals(32 * counts % 1024, read("05 00 6A ED"));
        if (counts <= 256 / 8) {
            assertEquals(32 * counts / 16, plant.rotorMicrosteps());
        }
        assertEquals(32 * counts / 16, plant.fieldMicrosteps());
    }

    @Test
    void untilGconfSaysSoTheAddressPinsSetTheMicrosteps() {
        drive();
        pulse(4, MILLI);
        assertEquals(4 * 32, read("05 00 6A ED"));
    }

    @Test
    void bothEdgesStepWithDedge() {
        bringUp();
        byte[] write = HEX.parseHex("05 00 EC 24 03 00 53 00");
        write[7] = (byte) Tmc2209Crc.of(write, 7);
        send(HEX.formatHex(write));
        drive();
        pulse(3, MILLI);
        assertEquals(6 * 16, read("05 00 6A ED"));
    }

    @Test
    void withEnnHighMscntCountsAndNothingMoves() {
        bringUp();
        pulse(10, MILLI);
        assertEquals(160, read("05 00 6A ED"));
        assertEquals(0, plant.rotorMicrosteps());
    }

    @Test
    void withToffZeroMscntCountsAndNothingMoves() {
        bringUp();
        send("05 00 EC 04 03 00 50 21");
        drive();
        pulse(10, MILLI);
        assertEquals(160, read("05 00 6A ED"));
        assertEquals(0, plant.rotorMicrosteps());
    }

    @Test
    void standstillComes87MillisecondsAfterTheLastStep() {
        bringUp();
        drive();
        pulse(2, MILLI);
        final long last = now;
        assertEquals(0, read("05 00 6F 84") >>> 31);
        assertEquals(750, read("05 00 12 B7"), "1 ms over 16 counts of 1/12 us");
        now = last + 88 * MILLI;
        assertEquals(1, read("05 00 6F 84") >>> 31);
        assertEquals(0xFFFFF, read("05 00 12 B7"));
    }

    @Test
    void theCurrentFallsFromRunToHoldAfterTpowerdown() {
        bringUp();
        drive();
        pulse(1, MILLI);
        final long last = now;
        assertEquals(16, read("05 00 6F 84") >> 16 & 0x1F);
        now = last + 430 * MILLI;
        assertEquals(16, read("05 00 6F 84") >> 16 & 0x1F);
        now = last + 1200 * MILLI;
        assertEquals(11, read("05 00 6F 84") >> 16 & 0x1F);
        now = last + 3000 * MILLI;
        assertEquals(4, read("05 00 6F 84") >> 16 & 0x1F);
        pulse(1, MILLI);
        assertEquals(16, read("05 00 6F 84") >> 16 & 0x1F);
    }

    @Test
    void theMonostableReleasesEnnByItself() {
        bringUp();
        chip.enn(false, now);
        chip.releasedAfter(now + 50 * MILLI, now);
        now += 49 * MILLI;
        chip.step(true, now);
        assertEquals(1, plant.rotorMicrosteps());
        chip.step(false, now);
        now += MILLI;
        chip.step(true, now);
        chip.step(false, now);
        assertEquals(1, plant.rotorMicrosteps());
        assertEquals(1, read("05 00 06 6F") & 1);
        chip.releasedAfter(now + 50 * MILLI, now);
        assertEquals(0, read("05 00 06 6F") & 1);
        assertEquals(2, plant.rotorMicrosteps(), "on again it is pulled to its field");
    }

    @Test
    void aResetLosesEveryRegisterAndSaysSo() {
        bringUp();
        drive();
        pulse(10, MILLI);
        plant.advanceTo(now);
        chip.reset();
        assertEquals(1, read("05 00 01 C1"));
        assertEquals(0x101, read("05 00 00 48"));
        assertEquals(0, read("05 00 02 8F"));
        assertEquals(0, read("05 00 6A ED"));
        assertEquals(0, plant.rotorMicrosteps(), "pulled back to position 0 of the cycle");
        assertTrue(chip.effects() > 0);
    }

    @Test
    void withoutSupplyItAnswersNothingAndMovesNothing() {
        bringUp();
        drive();
        plant.advanceTo(now);
        chip.mute(true);
        assertEquals("", send("05 00 06 6F"));
        pulse(3, MILLI);
        assertEquals(0, plant.rotorMicrosteps());
        assertTrue(chip.effects() >= 7);
        chip.mute(false);
        assertEquals("05 FF 06 21 00 00 40", send("05 00 06 6F").substring(0, 20));
    }

    @Test
    void aShortStopsTheMotorUntilEnnGoesHigh() {
        bringUp();
        drive();
        plant.advanceTo(now);
        chip.health().shorts(Tmc2209Health.SHORT_GROUND_A);
        pulse(2, MILLI);
        assertTrue(chip.diag(now));
        assertEquals(4, read("05 00 6F 84") & 0x3C);
        assertEquals("05 FF 01 00 00 00 02 D4", send("05 00 01 C1"));
        assertEquals(0, plant.rotorMicrosteps());
        chip.health().shorts(0);
        assertTrue(chip.diag(now), "latched although the cause is gone");
        chip.enn(true, now);
        assertFalse(chip.diag(now));
        send("05 00 81 00 00 00 07 70");
        assertEquals(0, read("05 00 01 C1"));
    }

    @Test
    void heatWarnsThenShutsDownUntilItIsCool() {
        bringUp();
        drive();
        plant.advanceTo(now);
        chip.health().celsius(125);
        assertEquals(0x101, read("05 00 6F 84") & 0xF03);
        assertFalse(chip.diag(now));
        chip.health().celsius(145);
        assertEquals(0x303, read("05 00 6F 84") & 0xF03);
        pulse(1, MILLI);
        assertEquals(0, plant.rotorMicrosteps());
        assertTrue(chip.diag(now));
        chip.health().celsius(121);
        assertEquals(3, read("05 00 6F 84") & 3, "still latched");
        chip.health().celsius(119);
        assertEquals(0, read("05 00 6F 84") & 3);
        assertEquals(2, read("05 00 01 C1"));
    }

    @Test
    void aLowChargePumpShowsOnlyWhileItLasts() {
        bringUp();
        drive();
        plant.advanceTo(now);
        chip.health().chargePumpLow(true);
        pulse(1, MILLI);
        assertEquals(4, read("05 00 01 C1"));
        assertTrue(chip.diag(now));
        assertEquals(0, plant.rotorMicrosteps());
        chip.health().chargePumpLow(false);
        assertEquals(0, read("05 00 01 C1"));
    }

    @Test
    void vactualTurnsTheMotorUntilEnnIsReleased() {
        bringUp();
        drive();
        byte[] write = HEX.parseHex("05 00 A2 00 00 01 00 00");
        write[7] = (byte) Tmc2209Crc.of(write, 7);
        send(HEX.formatHex(write));
        long from = plant.rotorMicrosteps();
        now += SECOND;
        plant.advanceTo(now);
        // 256 * 12e6 / 2^24 = 183.1 pulses a second
        assertEquals(183, plant.rotorMicrosteps() - from, 1);
        chip.releasedAfter(now + 500 * MILLI, now);
        now += SECOND;
        plant.advanceTo(now);
        assertEquals(183 + 91, plant.rotorMicrosteps() - from, 2);
        assertEquals(366, plant.fieldMicrosteps() - from, 2);
    }
}
