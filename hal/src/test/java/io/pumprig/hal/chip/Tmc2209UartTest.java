package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Test;

class Tmc2209UartTest {
    private static final String ASK_IOIN = "05 00 06 6F";
    private static final String IOIN = "05 FF 06 21 00 00 41 C6";
    private static final String BAD_CRC = "05 FF 06 21 00 00 41 D6";

    private final ManualClock clock = new ManualClock(-7_000_000_000L);
    private final ScriptedSerialLine line = new ScriptedSerialLine();
    private final Tmc2209Uart uart = new Tmc2209Uart(line, 0, clock.nanos(), 10_000_000);

    private Outcome finish() {
        Outcome outcome = uart.poll(clock.nanos());
        for (int i = 0; i < 20 && outcome == Outcome.PENDING; i++) {
            clock.advance(2_000_000);
            outcome = uart.poll(clock.nanos());
        }
        assertFalse(uart.isBusy());
        line.assertDone();
        return outcome;
    }

    private Outcome askIoin() {
        uart.ask(Tmc2209Registers.IOIN, clock.nanos());
        return finish();
    }

    @Test
    void takesAnAnswerInPieces() {
        line.receives(ASK_IOIN, "05 00");
        uart.ask(Tmc2209Registers.IOIN, clock.nanos());
        assertEquals(Outcome.PENDING, uart.poll(clock.nanos()));
        line.stray("06 6F 05 FF 06 21 00");
        assertEquals(Outcome.PENDING, uart.poll(clock.nanos()));
        line.stray("00 41 C6");
        assertEquals(Outcome.OK, uart.poll(clock.nanos()));
        assertEquals(0x21000041, uart.value());
    }

    @Test
    void takesAnAnswerThatCameWhileNobodyLookedForTwoTimeOuts() {
        line.exchange(ASK_IOIN, IOIN);
        uart.ask(Tmc2209Registers.IOIN, clock.nanos());
        clock.advance(20_000_000);
        assertEquals(Outcome.OK, uart.poll(clock.nanos()));
    }

    @Test
    void triesAgainAfterABadChecksumAndThenIsGood() {
        line.exchange(ASK_IOIN, BAD_CRC).exchange(ASK_IOIN, IOIN);
        assertEquals(Outcome.OK, askIoin());
        assertEquals(0x21000041, uart.value());
    }

    @Test
    void leavesTwoMillisecondsOfIdleLineBetweenTries() {
        line.exchange(ASK_IOIN, BAD_CRC).exchange(ASK_IOIN, IOIN);
        uart.ask(Tmc2209Registers.IOIN, clock.nanos());
        assertEquals(Outcome.PENDING, uart.poll(clock.nanos()));
        clock.advance(1_999_999);
        assertEquals(Outcome.PENDING, uart.poll(clock.nanos()));
        assertEquals(1, line.written());
        clock.advance(1);
        assertEquals(Outcome.PENDING, uart.poll(clock.nanos()));
        assertEquals(2, line.written());
    }

    @Test
    void givesUpAfterThreeBadChecksums() {
        line.exchange(ASK_IOIN, BAD_CRC).exchange(ASK_IOIN, BAD_CRC).exchange(ASK_IOIN, BAD_CRC);
        assertEquals(Outcome.BAD_CRC, askIoin());
    }

    @Test
    void saysNoEchoAtOnceWhenTheLineReturnsSomethingElse() {
        for (int i = 0; i < 3; i++) {
            line.receives(ASK_IOIN, "05 00 04 6F");
        }
        uart.ask(Tmc2209Registers.IOIN, clock.nanos());
        assertEquals(Outcome.PENDING, uart.poll(clock.nanos()));
        clock.advance(2_000_000);
        uart.poll(clock.nanos());
        uart.poll(clock.nanos());
        clock.advance(2_000_000);
        uart.poll(clock.nanos());
        assertEquals(Outcome.NO_ECHO, uart.poll(clock.nanos()), "4 ms, no time-out was needed");
    }

    @Test
    void saysNoEchoWhenNothingComesBack() {
        line.receives(ASK_IOIN, "").receives(ASK_IOIN, "").receives(ASK_IOIN, "");
        assertEquals(Outcome.NO_ECHO, askIoin());
    }

    @Test
    void saysNoAnswerWhenOnlyTheEchoComes() {
        line.receives(ASK_IOIN, ASK_IOIN).receives(ASK_IOIN, ASK_IOIN);
        line.receives(ASK_IOIN, ASK_IOIN);
        assertEquals(Outcome.NO_ANSWER, askIoin());
    }

    @Test
    void doesNotTakeTheRestOfAnEarlierAnswerForAnEcho() {
        line.receives(ASK_IOIN, ASK_IOIN + " 05 FF 06").exchange(ASK_IOIN, IOIN);
        uart.ask(Tmc2209Registers.IOIN, clock.nanos());
        uart.poll(clock.nanos());
        clock.advance(10_000_000);
        assertEquals(Outcome.PENDING, uart.poll(clock.nanos()));
        line.stray("21 00 00 41 C6");
        assertEquals(Outcome.OK, finish());
    }

    @Test
    void writesOnceOnlySinceIfcntAloneTellsWhetherItWasTaken() {
        line.receives("05 00 80 00 00 01 C0 F6", "05 00 80 00 00 01 C0 F7");
        uart.tell(Tmc2209Registers.GCONF, 0x1C0, clock.nanos());
        assertEquals(Outcome.NO_ECHO, finish());
    }

    @Test
    void passesOnThatTheLineRefusedOrVanished() {
        line.refuses("05 00 80 00 00 01 C0 F6", Outcome.BUS_ERROR);
        uart.tell(Tmc2209Registers.GCONF, 0x1C0, clock.nanos());
        assertTrue(uart.isBusy());
        assertEquals(Outcome.BUS_ERROR, finish());
        clock.advance(2_000_000);
        line.receives(ASK_IOIN, "").receives(ASK_IOIN, "").receives(ASK_IOIN, "");
        line.vanish();
        assertEquals(Outcome.BUS_ERROR, askIoin());
    }
}
