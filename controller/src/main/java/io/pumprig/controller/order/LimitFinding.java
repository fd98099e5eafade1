package io.pumprig.controller.order;

/**
 * One thing that a prescription asks for and a rule does not simply allow.
 *
 * @param field the key of the therapy, such as {@code program.rate}
 * @param found what the therapy says
 * @param allowed what it may say
 * @param isHard true when no override moves it (SR-03), false when one does (SR-04)
 * @param requirement the rule, such as {@code SR-08}
 */
public record LimitFinding(
        String field, String found, String allowed, boolean isHard, String requirement) {
    static LimitFinding hard(String requirement, String field, String found, String allowed) {
        return new LimitFinding(field, found, allowed, true, requirement);
    }

    static LimitFinding soft(String requirement, String field, String found, String allowed) {
        return new LimitFinding(field, found, allowed, false, requirement);
    }

    /** {@code field: found …; allowed … (SR-nn)}, on one line; a soft one tells the way out. */
    public String text() {
        return field
                + ": found "
                + found
                + "; allowed "
                + allowed
                + (isHard ? "" : ", else an override")
                + " ("
                + requirement
                + ")";
    }
}
