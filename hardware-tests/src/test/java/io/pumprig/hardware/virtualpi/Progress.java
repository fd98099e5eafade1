package io.pumprig.hardware.virtualpi;

/** What whoever waits is told, each line with the seconds since the first. */
final class Progress {
    private static final double SECONDS_PER_NANO = 1e-9;
    private static final long STARTED_NANOS = System.nanoTime();

    private Progress() {}

    static synchronized void say(String format, Object... values) {
        double seconds = (System.nanoTime() - STARTED_NANOS) * SECONDS_PER_NANO;
        System.out.printf("virtual-pi %6.1f s  %s%n", seconds, String.format(format, values));
        System.out.flush();
    }
}
