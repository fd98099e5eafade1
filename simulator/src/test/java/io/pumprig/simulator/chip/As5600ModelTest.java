package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class As5600ModelTest {
    private static final long MICRO = 1_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Plant plant = new Plant(PlantSettings.reference(), 1, 0);
    private final As5600Model chip = new As5600Model(plant, 0x36, 1);
    private final byte[] buffer = new byte[8];
    private long now = SECOND;

    @BeforeEach
    void energise() {
        plant.energise(0, true);
    }

    private boolean pointAt(int register) {
        return chip.write(new byte[] {(byte) register}, 1, now);
    }

    private int rawAngle() {
        pointAt(0x0C);
        return nextAngle();
    }

    private int nextAngle() {
        chip.read(buffer, 2, now);
        return (buffer[0] & 0xFF) << 8 | buffer[1] & 0xFF;
    }

    private int register(int register) {
        pointAt(register);
        chip.read(buffer, 1, now);
        return buffer[0] & 0xFF;
    }

    /** Mean of many samples relative to {@code from}, in counts. */
    private double meanFrom(int from) {
        double sum = 0;
        for (int i = 0; i < 1000; i++) {
            now += 150 * MICRO;
            int delta = rawAngle() - from & 4095;
            sum += delta >= 2048 ? delta - 4096 : delta;
        }
        return sum / 1000;
    }

    private void turn(int microsteps, boolean forward) {
        for (int i = 0; i < microsteps; i++) {
            now += 10_000 * MICRO;
            plant.microstep(now, forward);
        }
        now += 10_000 * MICRO;
    }

    @Test
    void aMicrostepIs128HundredthsOfACount() {
        int start = rawAngle();
        double before = meanFrom(start);
        turn(100, true);
        assertEquals(128, meanFrom(start) - before, 0.1);
        turn(50, false);
        assertEquals(64, meanFrom(start) - before, 0.1);
    }

    @Test
    void aTurnComesBackToWhereItBegan() {
        int start = rawAngle();
        double before = meanFrom(start);
        turn(3200, true);
        assertEquals(before, meanFrom(start), 0.1);
    }

    @Test
    void theNoiseIs17HundredthsOfACount() {
        int start = rawAngle();
        double mean = meanFrom(start);
        double squares = 0;
        for (int i = 0; i < 10_000; i++) {
            now += 150 * MICRO;
            double delta = rawAngle() - start - mean;
            squares += delta * delta;
        }
        // White noise of 0.17 and the rounding to whole counts.
        assertTrue(Math.sqrt(squares / 10_000) < 0.5);
        assertTrue(squares > 0);
    }

    @Test
    void readingFasterThan150MicrosecondsGivesTheSameValue() {
        now = 10 * SECOND;
        now -= now % (150 * MICRO);
        int first = rawAngle();
        plant.microstep(now + 10 * MICRO, true);
        plant.microstep(now + 10 * MICRO, true);
        plant.microstep(now + 10 * MICRO, true);
        now += 149 * MICRO;
        assertEquals(first, rawAngle());
        now += MICRO;
        assertNotEquals(first, rawAngle());
    }

    @Test
    void thePointerStaysAtAHighByteAndMovesOnOtherwise() {
        int angle = rawAngle();
        assertEquals(angle, nextAngle());
        assertEquals(angle, nextAngle());
        pointAt(0x0B);
        chip.read(buffer, 3, now);
        assertEquals(0x20, buffer[0]);
        assertEquals(angle, (buffer[1] & 0xFF) << 8 | buffer[2] & 0xFF);
        pointAt(0x07);
        chip.write(new byte[] {0x07, 0x12, 0x34}, 3, now);
        chip.read(buffer, 1, now);
        assertEquals(0x12, buffer[0]);
        chip.read(buffer, 1, now);
        assertEquals(0x34, buffer[0]);
    }

    @Test
    void anUnknownRegisterIsNotAcknowledged() {
        assertFalse(pointAt(0x20));
        assertTrue(pointAt(0x1A));
    }

    @Test
    void aGoodMagnetSaysSo() {
        assertEquals(0x20, register(0x0B));
        assertEquals(64, register(0x1A));
        assertEquals(0, register(0x07));
    }

    @Test
    void withoutMagnetTheAngleIsStaleAndNothingElseShowsIt() {
        turn(10, true);
        plant.advanceTo(now);
        final int last = rawAngle();
        chip.magnet(As5600Model.Magnet.ABSENT);
        turn(100, true);
        assertEquals(last, rawAngle());
        assertEquals(0x10, register(0x0B));
        assertTrue(chip.effects() > 0);
        chip.magnet(As5600Model.Magnet.GOOD);
        assertEquals(128, (rawAngle() - last) & 4095, 1);
    }

    @Test
    void aBadGapShowsInStatusAndNoise() {
        chip.magnet(As5600Model.Magnet.WEAK);
        assertEquals(0x30, register(0x0B));
        chip.magnet(As5600Model.Magnet.STRONG);
        assertEquals(0x28, register(0x0B));
    }

    @Test
    void aFrozenAngleComesWithAGoodStatus() {
        plant.advanceTo(now);
        int last = rawAngle();
        chip.frozen(true);
        turn(200, true);
        assertEquals(last, rawAngle());
        assertEquals(0x20, register(0x0B));
        assertEquals(1, chip.effects());
    }

    @Test
    void inWatchdogModeARestingShaftIsSampledEach100Milliseconds() {
        chip.write(new byte[] {0x07, 0x20, 0x00}, 3, now);
        now = 120 * SECOND;
        int first = rawAngle();
        turn(1, true);
        turn(1, true);
        assertEquals(first, rawAngle());
        now += 100_000 * MICRO;
        assertNotEquals(first, rawAngle());
    }

    @Test
    void angleFollowsRawAngleWhenNothingIsProgrammed() {
        int raw = rawAngle();
        pointAt(0x0E);
        assertEquals(raw, nextAngle());
    }
}
