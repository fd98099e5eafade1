package io.pumprig.simulator.gateway;

import java.util.Locale;

/**
 * What a user of a broker may do (SR-99, SR-100). Everybody may read everything, and ask for what
 * lowers flow without ending it; {@link RoleTable} says who may ask for the rest.
 */
enum Role {
    /** Looks, and may pause. */
    VIEWER,
    /** Therapy: every verb of every rig. */
    OPERATOR,
    /** Faults and simulated time. */
    TESTER,
    /** Operator and tester in one. */
    ADMIN,
    /** A rig itself: the only one that may speak in a rig's name, and of its own rig alone. */
    RIG;

    /** As users files and Mosquitto's example write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
