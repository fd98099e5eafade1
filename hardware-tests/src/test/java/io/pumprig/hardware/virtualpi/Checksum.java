package io.pumprig.hardware.virtualpi;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What tells one content from another: SHA-256, in hexadecimal. */
final class Checksum {
    private final MessageDigest digest;

    Checksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Checksum with(byte[] content) {
        digest.update(content);
        return this;
    }

    Checksum with(String content) {
        return with(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The sum of all so far; to be asked once. */
    @Override
    public String toString() {
        return String.format("%064x", new BigInteger(1, digest.digest()));
    }
}
