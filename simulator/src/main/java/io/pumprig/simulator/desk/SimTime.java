package io.pumprig.simulator.desk;

import java.util.Locale;

/** Simulated time as people read it: {@code 2d 03:04:05.670}, days left out when there is none. */
final class SimTime {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private SimTime() {}

    static String of(long nanos) {
        long millis = nanos / NANOS_PER_MILLI;
        long days = millis / 86_400_000;
        String clock =
                String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d.%03d",
                        millis / 3_600_000 % 24,
                        millis / 60_000 % 60,
                        millis / 1_000 % 60,
                        millis % 1_000);
        return days == 0 ? clock : days + "d " + clock;
    }
}
