package io.pumprig.controller.command;

import java.util.Locale;

/**
 * Time since the beginning as people read it: {@code 2d 03:04:05.670}, days left out when there is
 * none.
 */
public final class ElapsedTime {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private ElapsedTime() {}

    /** The text of {@code nanos}, cut to milliseconds; not negative. */
    public static String of(long nanos) {
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
