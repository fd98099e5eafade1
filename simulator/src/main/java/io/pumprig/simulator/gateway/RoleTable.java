package io.pumprig.simulator.gateway;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which role may publish which {@code cmd/{verb}}: the one table of it (SR-97, SR-99). What is not
 * in it nobody may publish. The broker inside this process goes by it; the example for Mosquitto in
 * {@code controller/docs/mosquitto} is tested against it.
 */
enum RoleTable {
    PING("ping", Role.VIEWER),
    PAUSE("pause", Role.VIEWER),
    MINIMUM_RATE("minimum-rate", Role.VIEWER),

    RESUME("resume", Role.OPERATOR),
    STOP("stop", Role.OPERATOR),
    BOLUS("bolus", Role.OPERATOR),
    BOLUS_CANCEL("bolus-cancel", Role.OPERATOR),
    THERAPY_STAGE("therapy-stage", Role.OPERATOR),
    THERAPY_COMMIT("therapy-commit", Role.OPERATOR),
    ALARM_ACKNOWLEDGE("alarm-acknowledge", Role.OPERATOR),
    AUDIO_PAUSE("audio-pause", Role.OPERATOR),
    REFILL("refill", Role.OPERATOR),
    PRIME("prime", Role.OPERATOR),

    FAULT_INJECT("fault-inject", Role.TESTER),
    FAULT_CLEAR("fault-clear", Role.TESTER),
    FAULT_CLEAR_ALL("fault-clear-all", Role.TESTER),
    FAULT_LIST("fault-list", Role.TESTER),
    SIM_PAUSE("sim-pause", Role.TESTER),
    SIM_RUN("sim-run", Role.TESTER),
    SIM_STEP("sim-step", Role.TESTER),
    SIM_SPEED("sim-speed", Role.TESTER),
    SIM_RESET("sim-reset", Role.TESTER),
    SCENARIO_EXPORT("scenario-export", Role.TESTER);

    private static final Map<String, RoleTable> BY_VERB =
            Arrays.stream(values()).collect(Collectors.toMap(row -> row.verb, Function.identity()));

    private final String verb;

    /** Whose verb it is; the viewer's are everybody's. */
    private final Role owner;

    RoleTable(String verb, Role owner) {
        this.verb = verb;
        this.owner = owner;
    }

    /** The last level of the topic. */
    String verb() {
        return verb;
    }

    /** True when {@code role} may publish this verb. A rig gives no orders, not even to itself. */
    boolean isFor(Role role) {
        return role != Role.RIG && (owner == Role.VIEWER || owner == role || role == Role.ADMIN);
    }

    /** True when {@code role} may publish {@code verb}; never for one that is not in the table. */
    static boolean allows(Role role, String verb) {
        RoleTable row = BY_VERB.get(verb);
        return row != null && row.isFor(role);
    }
}
