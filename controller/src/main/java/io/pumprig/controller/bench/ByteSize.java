package io.pumprig.controller.bench;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size on a disk as it is written on a command line: {@code 512 MiB}, {@code 4 GiB}. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,7}) ?(MiB|GiB)");
    private static final int MIB_SHIFT = 20;
    private static final int GIB_SHIFT = 30;
    private static final long MOST_BYTES = 1L << 40;

    private ByteSize() {}

    /**
     * The size in bytes, 1 MiB to 1024 GiB.
     *
     * @throws CommandFailure naming the option, what was found and what is allowed
     */
    static long parse(String option, String text) throws CommandFailure {
        Matcher size = FORM.matcher(text.strip());
        if (size.matches()) {
            int shift = size.group(2).equals("MiB") ? MIB_SHIFT : GIB_SHIFT;
            long bytes = Long.parseLong(size.group(1)) << shift;
            if (bytes > 0 && bytes <= MOST_BYTES) {
                return bytes;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                option
                        + ": found "
                        + (text.isBlank() ? "nothing" : text.strip())
                        + "; allowed 1 MiB to 1024 GiB, such as 512 MiB");
    }
}
