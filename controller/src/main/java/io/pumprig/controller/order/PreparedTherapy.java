package io.pumprig.controller.order;

/** A prescription that somebody made ready for the planner, off the cycle. */
public interface PreparedTherapy {

    /** What was made ready. */
    Prescription prescription();

    /** The hash of its values, as staging it answers. */
    default String identity() {
        return prescription().identity();
    }
}
