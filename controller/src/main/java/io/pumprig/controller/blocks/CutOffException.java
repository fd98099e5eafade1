package io.pumprig.controller.blocks;

/** A file of blocks is not damaged, and ends before it says anything. */
public final class CutOffException extends BlockException {
    private static final long serialVersionUID = 1L;

    /** That of the file of this name. */
    public CutOffException(String name) {
        super(name + ": it was cut off before it said what the session began with");
    }
}
