package io.pumprig.controller.blocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A file of blocks as it is written: a head, then blocks of compressed bytes, each numbered and
 * with checksums of its head and of its bytes, so that what was cut off, changed, left out or
 * exchanged is noticed. One thread.
 */
public final class BlockFile {
    /** Bytes before the compressed ones: type, number, two lengths, checksum of these. */
    public static final int HEAD = 17;

    /** Bytes behind the compressed ones: their checksum. */
    static final int TAIL = 4;

    /** Type of the block with what the session began with, the first. */
    public static final byte START = 'S';

    /** Type of a block of what was seen. */
    public static final byte FRAMES = 'F';

    /** Type of the block that says how it ended, the last. */
    public static final byte END = 'E';

    private final WritableByteChannel channel;
    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    private final CRC32 crc = new CRC32();
    private byte[] compressed = new byte[1 << 16];
    private int number;
    private long size;

    /**
     * @throws IOException when the head cannot be written
     */
    public BlockFile(WritableByteChannel channel, BlockFormat format) throws IOException {
        this.channel = channel;
        write(ByteBuffer.wrap(format.magic()));
    }

    /** Writes a text as a block. */
    public void write(byte type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(type, bytes, bytes.length);
    }

    /** Writes a block. */
    public void write(byte type, byte[] bytes, int length) throws IOException {
        int packed = compress(bytes, length);
        ByteBuffer block = ByteBuffer.allocate(HEAD + packed + TAIL);
        block.put(type).putInt(number).putInt(packed).putInt(length);
        block.putInt(checksum(block.array(), 0, HEAD - 4));
        block.put(compressed, 0, packed);
        block.putInt(checksum(block.array(), HEAD, packed));
        block.flip();
        write(block);
        number++;
    }

    private int compress(byte[] bytes, int length) {
        deflater.reset();
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        int packed = 0;
        while (!deflater.finished()) {
            if (packed == compressed.length) {
                compressed = Arrays.copyOf(compressed, 2 * packed);
            }
            packed += deflater.deflate(compressed, packed, compressed.length - packed);
        }
        return packed;
    }

    private int checksum(byte[] bytes, int from, int length) {
        crc.reset();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                throw new IOException("nothing was taken");
            }
        }
        size += length;
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    /** Frees what compression needs; the channel is somebody else's. */
    public void end() {
        deflater.end();
    }
}
