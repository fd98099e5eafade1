package io.pumprig.controller.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over values as SQLite keeps them. Each value is preceded by its kind, and text and blobs
 * by their length, so that no two rows are the same bytes: {@code n} for null, {@code i} and 8
 * bytes for an integer, {@code t} or {@code b} and 4 bytes of length for UTF-8 text or a blob;
 * numbers big endian.
 */
final class RowDigest {
    private final MessageDigest sha;
    private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);

    RowDigest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds values: null, {@code Integer}, {@code Long}, {@code String} or {@code byte[]}. */
    RowDigest add(Object... values) {
        for (Object value : values) {
            if (value == null) {
                sha.update((byte) 'n');
            } else if (value instanceof String text) {
                addBytes('t', text.getBytes(StandardCharsets.UTF_8));
            } else if (value instanceof byte[] blob) {
                addBytes('b', blob);
            } else {
                long integer = ((Number) value).longValue();
                sha.update(number.clear().put((byte) 'i').putLong(integer).array());
            }
        }
        return this;
    }

    private void addBytes(char kind, byte[] bytes) {
        sha.update(number.clear().put((byte) kind).putInt(bytes.length).array(), 0, 5);
        sha.update(bytes);
    }

    /** The digest of all that was added, in lower-case hexadecimal; begins anew. */
    String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
