package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Test;

/** Orders and questions by line of text, without a guest. */
class HandsTest {
    private final OutsideWorld world = OutsideWorld.reference();
    private final Hands hands = new Hands(world);

    private Outcome encoderStatus() {
        return world.at(
                board -> board.i2c("i2c-1").writeRead(0x36, new byte[] {0x0B}, 1, new byte[1], 1));
    }

    @Test
    void anOrderIsDoneToTheBoard() {
        assertEquals(Outcome.OK, encoderStatus());
        assertEquals("ok", hands.answer("drop chip 0x36"));
        assertEquals(Outcome.NO_ACKNOWLEDGE, encoderStatus());
        assertEquals("ok", hands.answer("return chip 0x36"));
        assertEquals(Outcome.OK, encoderStatus());
    }

    @Test
    void aQuestionIsAnsweredWithItsValue() {
        assertEquals("high", hands.answer("enn?"), "nobody has kicked");
        assertEquals("low", hands.answer("pin? 17"));
        assertEquals("0", hands.answer("steps?"));
        assertEquals("0", hands.answer("edges? 17"));
        assertEquals("0", hands.answer("watchdogs?"));
        assertTrue(Double.parseDouble(hands.answer("delivered?")) >= 0);
    }

    @Test
    void whatNobodyKnowsIsRefused() {
        assertTrue(hands.answer("paint it green").startsWith("no, paint it green: "));
        assertTrue(hands.answer("colour?").startsWith("no, colour?: "));
        assertTrue(hands.answer("magnet blue").startsWith("no, magnet blue: "));
    }
}
