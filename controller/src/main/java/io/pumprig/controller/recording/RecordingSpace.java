package io.pumprig.controller.recording;

/**
 * How much room recordings may take.
 *
 * @param mostBytes what all sessions of a state directory may take together
 * @param leastFreeBytes what they leave free of the disk
 */
public record RecordingSpace(long mostBytes, long leastFreeBytes) {
    /** What is always left free: 256 MiB, of which the journal needs some. */
    private static final long FREE_BYTES = 256L << 20;

    public RecordingSpace {
        if (mostBytes <= 0 || leastFreeBytes < 0) {
            throw new IllegalArgumentException(
                    "no room for a recording: " + mostBytes + ", " + leastFreeBytes);
        }
    }

    /** At most so much, and the usual part of the disk stays free. */
    public static RecordingSpace of(long mostBytes) {
        return new RecordingSpace(mostBytes, FREE_BYTES);
    }
}
