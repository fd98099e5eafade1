package io.pumprig.controller.order;

import java.util.regex.Pattern;

/**
 * Somebody's decision to go beyond a soft limit, kept with who decided and why (SR-04). It moves no
 * hard limit.
 *
 * @param by who decided, 1 to 64 characters
 * @param why the reason, 1 to 200 characters
 */
public record LimitOverride(String by, String why) {
    static final String BY_ALLOWED = "1 to 64 printable characters";
    static final String WHY_ALLOWED = "1 to 200 printable characters";

    /** Not blank, and nothing that a terminal would obey or that would begin a new line. */
    static final Pattern BY = Pattern.compile("(?=.*\\S)[^\\p{C}\\p{Zl}\\p{Zp}]{1,64}");

    static final Pattern WHY = Pattern.compile("(?=.*\\S)[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}");

    /**
     * @throws IllegalArgumentException {@code by: found …; allowed …}, and the same for {@code why}
     */
    public LimitOverride {
        check("by", by, BY, BY_ALLOWED);
        check("why", why, WHY, WHY_ALLOWED);
    }

    private static void check(String what, String text, Pattern form, String allowed) {
        boolean isBlank = text == null || text.isBlank();
        if (isBlank || !form.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    what
                            + ": found "
                            + (isBlank ? "nothing" : text.length() + " characters")
                            + "; allowed "
                            + allowed);
        }
    }
}
