package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds as an option names them: single ones and ranges. */
final class SeedRange {
    private static final Pattern RANGE = Pattern.compile("(-?[0-9]{1,18})-([0-9]{1,18})");
    private static final int MOST = 100_000;

    private SeedRange() {}

    /**
     * What to run for a seed of a file: the seeds of the option, or that one where there are none.
     *
     * @throws CommandFailure with exit code 2 for what is no seed
     */
    static LongFunction<List<Long>> chooser(String option, List<String> written)
            throws CommandFailure {
        List<Long> seeds = new ArrayList<>();
        for (String text : written) {
            add(option, text.strip(), seeds);
        }
        return seeds.isEmpty() ? List::of : ofFile -> seeds;
    }

    private static void add(String option, String text, List<Long> seeds) throws CommandFailure {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            long first = Long.parseLong(range.group(1));
            long last = Long.parseLong(range.group(2));
            if (last >= first && last - first < MOST) {
                for (long seed = first; seed <= last; seed++) {
                    seeds.add(seed);
                }
                return;
            }
        } else {
            try {
                seeds.add(Long.valueOf(text));
                return;
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                option
                        + ": found `"
                        + text
                        + "`; allowed a whole number of 64 bits, or a range such as 1-20");
    }
}
