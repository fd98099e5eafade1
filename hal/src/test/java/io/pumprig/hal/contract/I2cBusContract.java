package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import org.junit.jupiter.api.Test;

/** What every {@link I2cBus} promises, tried on one part that answers and one that is not there. */
public interface I2cBusContract {

    /**
     * A register of two bytes, the high one first.
     *
     * @param pointer what is written to point at it
     * @param content what it holds as long as nobody writes
     */
    record Register(int pointer, int content) {}

    I2cBus subject();

    /** Address of a part with the two registers. */
    int presentAddress();

    /** Address at which there is no part. */
    int absentAddress();

    /** One register of the part. */
    Register first();

    /** Another one, with another content. */
    Register second();

    /** Told of a read before it comes, for a bus that knows only what it is told. */
    default void expectRead(Register register) {}

    /** Told of a transfer to the absent part: {@code pointer} written, then a read if any. */
    default void expectNobody(int pointer, int readLength) {}

    /** Bytes that one transfer may allocate, where the library below cannot do without. */
    default long allowedBytes() {
        return 0;
    }

    /** By how much fewer transfers will do, where one takes long. */
    default int slowness() {
        return 1;
    }

    @Test
    default void nobodyAcknowledgesAnAbsentAddress() {
        byte[] sent = {(byte) first().pointer()};

        expectNobody(first().pointer(), 0);
        assertEquals(Outcome.NO_ACKNOWLEDGE, subject().write(absentAddress(), sent, 1));
        expectNobody(first().pointer(), 2);
        assertEquals(
                Outcome.NO_ACKNOWLEDGE,
                subject().writeRead(absentAddress(), sent, 1, new byte[2], 2));
    }

    @Test
    default void aRepeatedStartReadsWhereThePointerWasPut() {
        for (int i = 0; i < 3; i++) {
            assertReads(first());
            assertReads(second());
        }
        assertReads(second());
    }

    @Test
    default void bytesBeyondTheReadStayAsTheyWere() {
        byte[] into = {0x5A, 0x5A, 0x5A, 0x5A, 0x5A};

        expectRead(first());
        assertEquals(
                Outcome.OK,
                subject()
                        .writeRead(
                                presentAddress(),
                                new byte[] {(byte) first().pointer()},
                                1,
                                into,
                                2));

        assertArrayEquals(
                new byte[] {
                    (byte) (first().content() >> 8), (byte) first().content(), 0x5A, 0x5A, 0x5A
                },
                into);
    }

    @Test
    default void onlyTheLengthIsSentAndWhatWasLentIsNotChanged() {
        byte[] sent = {(byte) second().pointer(), 0x11, 0x22, 0x33};

        expectRead(second());
        byte[] into = new byte[2];
        assertEquals(Outcome.OK, subject().writeRead(presentAddress(), sent, 1, into, 2));

        assertArrayEquals(new byte[] {(byte) second().pointer(), 0x11, 0x22, 0x33}, sent);
        assertEquals(second().content(), word(into));
        assertReads(second());
    }

    @Test
    default void aFailedTransferDoesNotDisturbTheNext() {
        byte[] sent = {(byte) second().pointer()};
        for (int i = 0; i < 3; i++) {
            expectNobody(second().pointer(), 2);
            assertEquals(
                    Outcome.NO_ACKNOWLEDGE,
                    subject().writeRead(absentAddress(), sent, 1, new byte[2], 2));
            assertReads(first());
        }
    }

    @Test
    default void aTransferAllocatesNothing() {
        byte[] sent = {(byte) first().pointer()};
        byte[] into = new byte[2];
        I2cBus bus = subject();
        Register register = first();
        int address = presentAddress();
        Warm.allocates(
                allowedBytes(),
                slowness(),
                () -> {
                    expectRead(register);
                    if (!bus.writeRead(address, sent, 1, into, 2).isOk()) {
                        throw new AssertionError("a transfer failed");
                    }
                });
    }

    private void assertReads(Register register) {
        byte[] into = new byte[2];
        expectRead(register);
        Outcome outcome =
                subject()
                        .writeRead(
                                presentAddress(),
                                new byte[] {(byte) register.pointer()},
                                1,
                                into,
                                2);
        assertEquals(Outcome.OK, outcome);
        assertEquals(register.content(), word(into), register::toString);
    }

    private static int word(byte[] bytes) {
        return (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    }
}
