package io.pumprig.hal.pi;

import java.util.Map;

/** Names of the kernel's errors, for people; the numbers are those of Linux on ARM and x86. */
final class Errno {
    static final int EPERM = 1;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EBUSY = 16;
    static final int ETIMEDOUT = 110;
    static final int EREMOTEIO = 121;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(EPERM, "EPERM"),
                    Map.entry(2, "ENOENT"),
                    Map.entry(EIO, "EIO"),
                    Map.entry(ENXIO, "ENXIO"),
                    Map.entry(EAGAIN, "EAGAIN"),
                    Map.entry(12, "ENOMEM"),
                    Map.entry(13, "EACCES"),
                    Map.entry(EBUSY, "EBUSY"),
                    Map.entry(19, "ENODEV"),
                    Map.entry(22, "EINVAL"),
                    Map.entry(25, "ENOTTY"),
                    Map.entry(95, "EOPNOTSUPP"),
                    Map.entry(ETIMEDOUT, "ETIMEDOUT"),
                    Map.entry(111, "ECONNREFUSED"),
                    Map.entry(EREMOTEIO, "EREMOTEIO"));

    private Errno() {}

    /** Such as {@code EREMOTEIO (121)}; an unlisted one is {@code errno (n)}. */
    static String text(int errno) {
        return NAMES.getOrDefault(errno, "errno") + " (" + errno + ")";
    }
}
