package io.pumprig.controller.blocks;

import java.nio.charset.StandardCharsets;

/**
 * What a file of blocks begins with.
 *
 * @param name for people, with its article
 * @param letters first bytes of the file, ASCII
 * @param version of what its blocks hold: the byte behind the letters
 */
public record BlockFormat(String name, String letters, byte version) {

    /** First bytes of the file; the last of them is the version. */
    byte[] magic() {
        byte[] ascii = letters.getBytes(StandardCharsets.US_ASCII);
        byte[] magic = new byte[ascii.length + 1];
        System.arraycopy(ascii, 0, magic, 0, ascii.length);
        magic[ascii.length] = version;
        return magic;
    }
}
