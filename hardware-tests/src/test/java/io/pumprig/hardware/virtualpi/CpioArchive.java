package io.pumprig.hardware.virtualpi;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * An initial file system in the form that the kernel unpacks: a "newc" archive, not compressed,
 * since unpacking is what an emulated processor does slowly. Several archives after one another
 * make one file system.
 */
final class CpioArchive implements AutoCloseable {
    private static final int DIRECTORY = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120777;
    private static final int CHARACTER_DEVICE = 0020600;
    private static final int ALIGNMENT = 4;

    private final OutputStream out;
    private final Set<String> folders = new HashSet<>();
    private int inode;

    CpioArchive(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    /** The folder and all above it; names have no slash at either end. */
    void folder(String name) throws IOException {
        if (name.isEmpty() || !folders.add(name)) {
            return;
        }
        folder(parent(name));
        entry(name, DIRECTORY, new byte[0], 0, 0);
    }

    /** A file that may be executed, and the folders above it. */
    void file(String name, byte[] content) throws IOException {
        folder(parent(name));
        entry(name, PROGRAM, content, 0, 0);
    }

    void file(String name, Path content) throws IOException {
        file(name, Files.readAllBytes(content));
    }

    void link(String name, String target) throws IOException {
        folder(parent(name));
        entry(name, LINK, target.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    void characterDevice(String name, int major, int minor) throws IOException {
        folder(parent(name));
        entry(name, CHARACTER_DEVICE, new byte[0], major, minor);
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private void entry(String name, int mode, byte[] content, int major, int minor)
            throws IOException {
        inode++;
        int[] fields = {
            inode, mode, 0, 0, 1, 0, content.length, 0, 0, major, minor, name.length() + 1, 0
        };
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format("%08X", field));
        }
        header.append(name).append('\0');
        aligned(header.toString().getBytes(StandardCharsets.US_ASCII));
        aligned(content);
    }

    private void aligned(byte[] bytes) throws IOException {
        out.write(bytes);
        out.write(new byte[Math.floorMod(-bytes.length, ALIGNMENT)]);
    }

    @Override
    public void close() throws IOException {
        entry("TRAILER!!!", 0, new byte[0], 0, 0);
        out.close();
    }
}
