package io.pumprig.simulator.gateway;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: a salted PBKDF2 hash (RFC 8018, HMAC-SHA-512), written as {@code
 * pbkdf2-sha512:iterations:salt:hash} with salt and hash in base64. To compute it takes about a
 * tenth of a second on purpose, so it is no work for a control thread.
 */
public final class PasswordHash {
    /** The form, in words for messages. */
    static final String FORM = "pbkdf2-sha512:iterations:salt:hash";

    private static final String NAME = "pbkdf2-sha512";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

    /** What OWASP asks for with SHA-512 in 2023. */
    private static final int ITERATIONS = 210_000;

    private static final int LEAST_ITERATIONS = 1_000;

    /** A login must not hold a thread of the broker for longer than a few seconds. */
    private static final int MOST_ITERATIONS = 5_000_000;

    private static final int SALT_BYTES = 16;
    private static final int LEAST_SALT_BYTES = 8;
    private static final int HASH_BYTES = 32;
    private static final Pattern LINE =
            Pattern.compile(NAME + ":([0-9]{1,9}):([A-Za-z0-9+/=]{1,200}):([A-Za-z0-9+/=]{1,200})");

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a password with a fresh salt. */
    public static PasswordHash of(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new PasswordHash(ITERATIONS, salt, derive(password, salt, ITERATIONS));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is not of that form; the text is not quoted, since
     *     it may be a password
     */
    static PasswordHash parse(String text) {
        PasswordHash read = read(LINE.matcher(text));
        if (read == null) {
            throw new IllegalArgumentException("allowed " + FORM);
        }
        return read;
    }

    private static PasswordHash read(Matcher line) {
        if (!line.matches()) {
            return null;
        }
        try {
            int iterations = Integer.parseInt(line.group(1));
            byte[] salt = Base64.getDecoder().decode(line.group(2));
            byte[] hash = Base64.getDecoder().decode(line.group(3));
            if (iterations >= LEAST_ITERATIONS
                    && iterations <= MOST_ITERATIONS
                    && salt.length >= LEAST_SALT_BYTES
                    && hash.length == HASH_BYTES) {
                return new PasswordHash(iterations, salt, hash);
            }
        } catch (IllegalArgumentException e) {
            // It only looked like base64.
            return null;
        }
        return null;
    }

    /** True for the password that was hashed. Takes the same time for every other. */
    boolean isOf(char[] password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    /** As a users file takes it. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder();
        return NAME
                + ":"
                + iterations
                + ":"
                + base64.encodeToString(salt)
                + ":"
                + base64.encodeToString(hash);
    }
}
