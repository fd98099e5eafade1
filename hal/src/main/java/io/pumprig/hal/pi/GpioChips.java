package io.pumprig.hal.pi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the GPIO chips who they are (device reference 9.2); claims no line. */
final class GpioChips {
    private static final long GPIO_GET_CHIPINFO = 0x8044_B401L;

    // struct gpiochip_info: name and label of 32 bytes each, then the number of lines.
    private static final int LABEL = 32;
    private static final int LINES = 64;
    private static final int INFO = 68;

    private GpioChips() {}

    /** Those below {@code /dev} of the host whose file system starts at {@code root}. */
    static List<BoardFacts.GpioChip> of(Path root, Ioctl kernel) {
        return new HostFiles(root)
                .names("dev", "gpiochip\\d+").stream()
                        .map(name -> ask(name, root.resolve("dev").resolve(name), kernel))
                        .toList();
    }

    /** The same in one line for people, such as {@code gpiochip0 pinctrl-rp1}. */
    static String text(Path root, Ioctl kernel) {
        List<BoardFacts.GpioChip> chips = of(root, kernel);
        return chips.isEmpty()
                ? "none"
                : chips.stream()
                        .map(chip -> chip.device() + " " + chip.label() + chip.trouble())
                        .collect(Collectors.joining(", "));
    }

    private static BoardFacts.GpioChip ask(String name, Path device, Ioctl kernel) {
        int fd = Libc.open(device.toString(), Libc.O_RDWR | Libc.O_CLOEXEC);
        if (fd < 0) {
            return new BoardFacts.GpioChip(name, "", 0, Errno.text(Libc.failure()));
        }
        try (Memory info = new Memory(INFO)) {
            info.clear();
            int result = kernel.control(fd, GPIO_GET_CHIPINFO, Pointer.nativeValue(info));
            return result < 0
                    ? new BoardFacts.GpioChip(name, "", 0, Errno.text(-result))
                    : new BoardFacts.GpioChip(name, info.getString(LABEL), info.getInt(LINES), "");
        } finally {
            Libc.close(fd);
        }
    }
}
