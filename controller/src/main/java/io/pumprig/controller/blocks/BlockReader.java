package io.pumprig.controller.blocks;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a file of blocks, each proved by its checksums. A file that ends within a block, or in
 * nothing but zeros, was cut off, as a loss of power does; anything else that does not fit is
 * damage.
 */
public final class BlockReader implements Closeable {
    /** More than any block has. */
    private static final int MOST_BYTES = 1 << 26;

    private final String name;
    private final BlockFormat format;
    private final InputStream in;
    private final CRC32 crc = new CRC32();
    private int number;
    private byte type;
    private boolean cut;
    private long position;

    /**
     * Opens the file.
     *
     * @throws CutOffException when it ends, or was never written, within its first bytes
     * @throws BlockException when it does not begin as the format does
     */
    public BlockReader(Path path, BlockFormat format) throws IOException, BlockException {
        name = path.toString();
        this.format = format;
        in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            checkHead();
        } catch (IOException | BlockException e) {
            in.close();
            throw e;
        }
    }

    private void checkHead() throws IOException, BlockException {
        byte[] magic = format.magic();
        int version = magic.length - 1;
        byte[] head = in.readNBytes(magic.length);
        boolean isBeginning = Arrays.equals(head, Arrays.copyOf(magic, head.length));
        if (head.length < magic.length && isBeginning || isZeroFrom(head, 0) && isRestZero()) {
            throw new CutOffException(name);
        }
        if (head.length < magic.length || !Arrays.equals(head, 0, version, magic, 0, version)) {
            throw new BlockException(name + ": not " + format.name());
        }
        if (head[version] != magic[version]) {
            throw new BlockException(
                    name + ": found format " + head[version] + "; allowed " + magic[version]);
        }
    }

    /**
     * The bytes of the next block, or null where the file ends or was cut off.
     *
     * @throws BlockException when it is damaged
     */
    public byte[] next() throws IOException, BlockException {
        byte[] head = in.readNBytes(BlockFile.HEAD);
        if (head.length < BlockFile.HEAD) {
            cut = head.length > 0;
            return null;
        }
        ByteBuffer values = ByteBuffer.wrap(head);
        type = values.get();
        int found = values.getInt();
        int packed = values.getInt();
        int length = values.getInt();
        if (values.getInt() != checksum(head, BlockFile.HEAD - 4)) {
            if (isZeroFrom(head, 0) && isRestZero()) {
                cut = true;
                return null;
            }
            throw damaged("its head does not fit its checksum");
        }
        if (found != number || packed < 0 || length < 0 || length > MOST_BYTES) {
            throw damaged("it is not the block that belongs here");
        }
        byte[] body = in.readNBytes(packed + BlockFile.TAIL);
        if (body.length < packed + BlockFile.TAIL) {
            cut = true;
            return null;
        }
        if (ByteBuffer.wrap(body, packed, BlockFile.TAIL).getInt() != checksum(body, packed)) {
            // Compressed bytes do not end in zeros: these were never written.
            if (isZeroFrom(body, Math.max(0, packed - BlockFile.HEAD)) && isRestZero()) {
                cut = true;
                return null;
            }
            throw damaged("it does not fit its checksum");
        }
        number++;
        position += head.length + body.length;
        return inflate(body, packed, length);
    }

    private static boolean isZeroFrom(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isRestZero() throws IOException {
        int next = in.read();
        while (next == 0) {
            next = in.read();
        }
        return next < 0;
    }

    private byte[] inflate(byte[] body, int packed, int length) throws BlockException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(body, 0, packed);
            byte[] bytes = new byte[length];
            if (inflater.inflate(bytes) != length) {
                throw damaged("it is shorter than it says");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw damaged("it cannot be unpacked");
        } finally {
            inflater.end();
        }
    }

    private int checksum(byte[] bytes, int length) {
        crc.reset();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** The last block does not hold what it must: to be thrown. */
    public BlockException damaged(String how) {
        return new BlockException(name + ": damaged in block " + number + ": " + how);
    }

    /** The type of the block that was read last. */
    public byte type() {
        return type;
    }

    /** Bytes of the blocks so far. */
    public long position() {
        return position;
    }

    /** True when the file ended where a block does not. */
    public boolean isCut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
