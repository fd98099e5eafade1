package io.pumprig.simulator.fault;

/** A fault that is not taken, with the field, what was found there and what is allowed. */
public final class FaultRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is. */
    public enum Why {
        /** A field is missing, misspelt or out of range. */
        BAD_PARAM,
        /** No such component, instance or key. */
        UNKNOWN_TARGET,
        /** A form that this version does not take. */
        UNSUPPORTED,
        /** The moment has passed. */
        TOO_LATE,
        /** The key stands for another fault already. */
        CONFLICT,
        /** No room for another fault. */
        BUSY
    }

    private final Why why;
    private final String field;
    private final String found;
    private final String allowed;

    /**
     * @param field dotted path of the field, such as {@code params.severity}
     */
    public FaultRefused(Why why, String field, String found, String allowed) {
        super(field + ": found " + found + "; allowed " + allowed);
        this.why = why;
        this.field = field;
        this.found = found;
        this.allowed = allowed;
    }

    public Why why() {
        return why;
    }

    public String field() {
        return field;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }
}
