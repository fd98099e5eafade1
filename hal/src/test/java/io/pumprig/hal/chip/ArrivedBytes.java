package io.pumprig.hal.chip;

/** What has arrived on a line of tests and was not read yet. */
public final class ArrivedBytes {
    private final byte[] bytes = new byte[256];
    private int count;

    /** Comes after what is there already. */
    public void arrive(byte[] more, int length) {
        System.arraycopy(more, 0, bytes, count, length);
        count += length;
    }

    /** Takes as much as fits, as {@link io.pumprig.hal.board.SerialLine#read} does. */
    public int read(byte[] into, int offset) {
        int taken = Math.min(count, into.length - offset);
        System.arraycopy(bytes, 0, into, offset, taken);
        System.arraycopy(bytes, taken, bytes, 0, count - taken);
        count -= taken;
        return taken;
    }
}
