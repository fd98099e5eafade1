package io.pumprig.controller.blocks;

/** A file of blocks cannot be read: it is none, damaged, or of another format. */
public class BlockException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was found and what is allowed, in words
     */
    BlockException(String message) {
        super(message);
    }
}
