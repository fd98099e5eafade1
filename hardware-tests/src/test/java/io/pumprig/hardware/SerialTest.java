package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.simulator.board.WireFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disturbed wire to the motor driver is told as what it is, moves nothing, and is got over. */
@RigTest
class SerialTest {
    /** Three tries of each question, one question in 50 ms. */
    private static final int CYCLES = 100;

    private final Disturbance disturbance = new Disturbance();
    private RigUnderTest rig;

    @BeforeEach
    void standStill(RigUnderTest given) {
        rig = given;
        rig.bringUpOver(disturbance::on);
        rig.settle();
    }

    @Test
    void aSoundWireMissesNothing() {
        long attempts = rig.motion().attempts();
        rig.look(CYCLES);

        assertEquals(Outcome.OK, rig.motion().outcome());
        assertEquals(Outcome.OK, rig.drive().outcome());
        assertTrue(rig.motion().attempts() > attempts);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "GARBAGE, BAD_CRC",
        "TRUNCATED, NO_ANSWER",
        "SILENCE, NO_ANSWER",
        "NO_ECHO, NO_ECHO",
        "STRAY, NO_ECHO"
    })
    @Tag("F-42")
    void aDisturbedWireIsToldAndGotOver(Disturbance.Kind kind, Outcome told) {
        long sent = rig.devices().motor().sentMicrosteps();
        long seen = rig.motion().seenMicrosteps();
        disturbance.become(kind);
        rig.look(CYCLES);

        assertEquals(told, rig.motion().outcome());
        assertTrue(rig.motion().missedInARow() > 1, () -> "" + rig.motion().missedInARow());
        assertEquals(seen, rig.motion().seenMicrosteps(), "no value is made of it");

        disturbance.become(Disturbance.Kind.NONE);
        rig.look(CYCLES);

        assertEquals(Outcome.OK, rig.motion().outcome());
        assertEquals(Outcome.OK, rig.drive().outcome());
        assertEquals(sent, rig.devices().motor().sentMicrosteps());
        assertEquals(seen, rig.motion().seenMicrosteps());
        rig.turn(16);
        assertEquals(seen + 16, rig.motion().seenMicrosteps(), "and goes on");
    }

    @Test
    @Tag("F-42")
    @Tag("simulator")
    void aBitThatFlipsNowAndThenCostsARepetitionAndNoValue() {
        WireFault flips = rig.simulated().serialFaults().bitFlip();
        flips.occur(0.2);
        long seen = rig.motion().seenMicrosteps();
        for (int i = 0; i < 40; i++) {
            rig.cycles(10, 1);
            assertTrue(rig.motion().missedInARow() <= 2);
        }
        flips.clear();
        rig.settle();

        assertTrue(flips.effects() > 10, () -> flips.effects() + " flips");
        assertEquals(400, rig.motion().seenMicrosteps() - seen);
    }

    @Test
    @Tag("F-42")
    @Tag("simulator")
    void aCutTransmitWireIsAMissingEcho() {
        rig.simulated().serialFaults().echoLost().occur();
        rig.look(CYCLES);
        assertEquals(Outcome.NO_ECHO, rig.motion().outcome());

        rig.simulated().serialFaults().echoLost().clear();
        rig.look(CYCLES);
        assertEquals(Outcome.OK, rig.motion().outcome());
    }

    @Test
    @Tag("F-33")
    @Tag("simulator")
    void aDriverWithoutSupplyEchoesAndDoesNotAnswer() {
        rig.simulated().motor().mute(true);
        rig.look(CYCLES);

        assertEquals(Outcome.NO_ANSWER, rig.motion().outcome());
    }
}
