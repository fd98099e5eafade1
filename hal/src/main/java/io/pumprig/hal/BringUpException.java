package io.pumprig.hal;

/**
 * A part that is not what the wiring says, found at start: it names part, place, expected, found.
 */
public final class BringUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param part the part as the wiring names it, such as {@code encoder as5600}
     * @param place bus and address or line, such as {@code i2c-1 0x36}
     * @param expected what the data sheet promises there
     * @param found what answered instead
     */
    public BringUpException(String part, String place, String expected, String found) {
        super(part + " at " + place + ": expected " + expected + ", found " + found);
    }
}
