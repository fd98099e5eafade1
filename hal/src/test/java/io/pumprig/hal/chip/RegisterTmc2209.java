package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;

/**
 * A TMC2209 of registers for tests that run for many cycles: answers at once, echo included, with
 * its own CRC. MSCNT follows the step pin that it is given. Registers that it was not given fail
 * the test.
 */
public final class RegisterTmc2209 implements SerialLine {
    private final RecordingPin stepPin;
    private final int[] registers = new int[128];
    private final byte[] queue = new byte[32];
    private int queued;
    private int writes;
    private long edgesBefore;
    private int countsPerEdge = 16;
    private boolean mute;
    private boolean deaf;

    /** A chip just powered up, fed by {@code stepPin}. */
    public RegisterTmc2209(RecordingPin stepPin) {
        this.stepPin = stepPin;
        powerUp();
    }

    /** Loses all registers, as a brown-out does. */
    public void powerUp() {
        for (int i = 0; i < registers.length; i++) {
            registers[i] = 0;
        }
        registers[0x00] = 0x101;
        registers[0x01] = 1;
        registers[0x06] = 0x21000040;
        registers[0x6C] = 0x10000053;
        registers[0x6F] = 0xC0040000;
        edgesBefore = stepPin.risingEdges();
    }

    /** Sets a register's content. */
    public void put(int register, int value) {
        registers[register] = value;
    }

    /** A register's content. */
    public int get(int register) {
        return registers[register];
    }

    /** Answers nothing but the echo, as without motor supply. */
    public void mute(boolean mute) {
        this.mute = mute;
    }

    /** Takes no writes: IFCNT stands. */
    public void deaf(boolean deaf) {
        this.deaf = deaf;
    }

    /** Counts of MSCNT for an edge: 0 for a broken step wire. */
    public void countsPerEdge(int counts) {
        registers[0x6A] = position();
        edgesBefore = stepPin.risingEdges();
        countsPerEdge = counts;
    }

    /** Writes accepted so far. */
    public int writes() {
        return writes;
    }

    private int position() {
        return (int) (registers[0x6A] + (stepPin.risingEdges() - edgesBefore) * countsPerEdge)
                & 1023;
    }

    @Override
    public Outcome write(byte[] bytes, int length) {
        System.arraycopy(bytes, 0, queue, 0, length);
        queued = length;
        assertEquals(crc(bytes, length - 1), bytes[length - 1] & 0xFF, "CRC sent");
        if (mute) {
            return Outcome.OK;
        }
        int register = bytes[2] & 0x7F;
        if (length == 8) {
            if (!deaf) {
                take(register, word(bytes));
            }
        } else {
            answer(register);
        }
        return Outcome.OK;
    }

    private void take(int register, int value) {
        registers[register] = register == 0x01 ? registers[1] & ~value : value;
        registers[0x02] = registers[0x02] + 1 & 0xFF;
        writes++;
    }

    private void answer(int register) {
        int value = register == 0x6A ? position() : registers[register];
        queue[queued] = 0x05;
        queue[queued + 1] = (byte) 0xFF;
        queue[queued + 2] = (byte) register;
        for (int i = 0; i < 4; i++) {
            queue[queued + 3 + i] = (byte) (value >>> 24 - 8 * i);
        }
        int crc = 0;
        for (int i = 0; i < 7; i++) {
            crc = next(crc, queue[queued + i]);
        }
        queue[queued + 7] = (byte) crc;
        queued += 8;
    }

    private static int word(byte[] bytes) {
        int word = 0;
        for (int i = 3; i < 7; i++) {
            word = word << 8 | bytes[i] & 0xFF;
        }
        return word;
    }

    private static int crc(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc = next(crc, bytes[i]);
        }
        return crc;
    }

    private static int next(int crc, byte b) {
        for (int bit = 0; bit < 8; bit++) {
            int top = crc >>> 7 ^ b >>> bit & 1;
            crc = (crc << 1 & 0xFF) ^ (top == 1 ? 7 : 0);
        }
        return crc;
    }

    @Override
    public int read(byte[] into, int offset) {
        int taken = Math.min(queued, into.length - offset);
        System.arraycopy(queue, 0, into, offset, taken);
        queued = 0;
        return taken;
    }
}
