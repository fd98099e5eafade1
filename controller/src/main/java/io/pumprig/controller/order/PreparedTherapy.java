package io.pumprig.controller.order;

/** A prescription that somebody made ready for the planner, off the cycle. */
public interface PreparedTherapy {

    /** What was made ready. */
    Prescription prescription();
}
