package io.pumprig.hardware.pages;

/** What a comment before a block of a page says of it, such as {@code <!-- exit: 1 -->}. */
enum Mark {
    /** The programs come from this block; the test has its own. */
    SETUP,
    /** In another terminal than the first, whose number this is. */
    TERMINAL,
    /** The command goes on while the page does. */
    STAYS,
    /** This exit code, where 0 would be wrong. */
    EXIT,
    /** What the reader types when asked. */
    TYPES,
    /** The block is the content of that file. */
    FILE,
    /** Ctrl-C in that terminal; the block is what is printed then. */
    CTRL_C,
    /** The block is all that the command before printed. */
    WHOLE,
    /** The block is a change of that file of the repository. */
    CHANGE,
    /** Needs the hardware: only the form of the command can be checked elsewhere. */
    PI_ONLY,
    /** A command that {@code .ci/run} takes from here. */
    COMMAND,
    /** Minutes long and of no meaning beside other work: tried by hand. */
    BY_HAND;

    /** As it stands in a page. */
    String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
