package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;

/**
 * A Sensirion flow sensor's end of the bus: commands out, words in, each with its CRC looked at. In
 * service it counts what shows in a row that the sensor is lost: reads that are not acknowledged,
 * as by one that measures nothing, and wrong words.
 *
 * <p>One that measures nothing is started again. If it does not acknowledge that either, there are
 * two reasons: it is absent, or it measures still and the wire lost all three. To bring the latter
 * up anew would lose values for longer than the interlocks bear, so it stays in service under a
 * doubt that the next read ends.
 */
final class SensirionLink {
    private static final int REFUSALS = 2;
    private static final int BAD_FRAMES = 3;

    private final I2cBus bus;
    private final int address;
    private final int crcStart;
    private final byte[] received;
    private int refusals;
    private int badFrames;

    /** It did not acknowledge a start, and has not shown yet whether it measures. */
    private boolean doubted;

    private boolean absent;

    /**
     * @param crcStart of the generation, as {@link SensirionWords} has it
     * @param mostWords longest answer
     */
    SensirionLink(I2cBus bus, int address, int crcStart, int mostWords) {
        this.bus = bus;
        this.address = address;
        this.crcStart = crcStart;
        this.received = new byte[mostWords * SensirionWords.LENGTH];
    }

    Outcome write(byte[] bytes, int length) {
        return bus.write(address, bytes, length);
    }

    /**
     * Reads that many words.
     *
     * @return OK; BAD_CRC when one of them is wrong; or how the transfer failed
     */
    Outcome read(int words) {
        int length = words * SensirionWords.LENGTH;
        Outcome outcome = bus.writeRead(address, received, 0, received, length);
        if (!outcome.isOk()) {
            return outcome;
        }
        boolean bad = SensirionWords.badWord(received, words, crcStart) >= 0;
        return bad ? Outcome.BAD_CRC : Outcome.OK;
    }

    /**
     * The same in service, and counted: {@link #isRefused}, {@link #isGarbled} and {@link
     * #isAbsent} are then new.
     */
    Outcome fetch(int words) {
        Outcome outcome = read(words);
        absent = doubted && outcome == Outcome.NO_ACKNOWLEDGE;
        doubted &= !outcome.isOk() && !absent;
        refusals = outcome == Outcome.NO_ACKNOWLEDGE ? refusals + 1 : 0;
        badFrames = outcome == Outcome.BAD_CRC ? badFrames + 1 : 0;
        return outcome;
    }

    /** The count begins: the sensor goes into service. */
    void beginService() {
        refusals = 0;
        badFrames = 0;
        doubted = false;
    }

    /** The same for a sensor that did not acknowledge its start. */
    void beginDoubtedService() {
        beginService();
        doubted = true;
    }

    /** Two reads in a row were not acknowledged: the sensor measures nothing. */
    boolean isRefused() {
        return refusals >= REFUSALS;
    }

    /** Not even the read after a start that was not acknowledged was: nobody is there. */
    boolean isAbsent() {
        return absent;
    }

    /** Three frames in a row had a wrong CRC: the sensor has to prove its identity again. */
    boolean isGarbled() {
        return badFrames >= BAD_FRAMES;
    }

    /** Word {@code number} of the last read, unsigned; {@code (short)} makes it signed. */
    int word(int number) {
        return SensirionWords.word(received, number);
    }
}
