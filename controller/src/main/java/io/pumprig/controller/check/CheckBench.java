package io.pumprig.controller.check;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.rig.DriveProbe;
import io.pumprig.hal.rig.Rig;
import io.pumprig.hal.rig.RigWiring;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the steps of a check share: the rig, the engineer, what was found so far, and what earlier
 * steps found good, which later ones need.
 */
final class CheckBench {
    /** How long hands are waited for. */
    static final long HANDS_NANOS = 30_000_000_000L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long TELL_NANOS = 5 * NANOS_PER_SECOND;

    /** What a later step needs to be good. */
    enum Proved {
        ENCODER_ADDRESS,
        PRESSURE_ADDRESS,
        RESERVOIR_ADDRESS,
        FLOW_ADDRESS,
        ENCODER,
        PRESSURE,
        RESERVOIR,
        FLOW,
        MOTOR_SUPPLY,
        E_STOP,
        MAGNET,
        DRIVER,
        STEP_WIRES,
        ENABLE
    }

    private final LentPorts ports;
    private final RigWiring wiring;
    private final BoardFacts facts;
    private final boolean emulated;
    private final Engineer engineer;
    private final Consumer<Finding> findings;
    private final Set<Proved> proved = EnumSet.noneOf(Proved.class);
    private final Rig rig;
    private final DriveProbe drive;
    private LiveReadings readings;
    private int failures;

    /** Opens every port of the wiring, outputs at their safe levels. */
    CheckBench(
            LentPorts ports,
            RigWiring wiring,
            BoardFacts facts,
            boolean emulated,
            Engineer engineer,
            Consumer<Finding> findings) {
        this.ports = ports;
        this.wiring = wiring;
        this.facts = facts;
        this.emulated = emulated;
        this.engineer = engineer;
        this.findings = findings;
        rig = Rig.open(ports, wiring);
        drive = new DriveProbe(ports, wiring.motor());
    }

    LentPorts ports() {
        return ports;
    }

    RigWiring wiring() {
        return wiring;
    }

    BoardFacts facts() {
        return facts;
    }

    /** Transfers take milliseconds, and the enable watchdog may hold longer. */
    boolean isEmulated() {
        return emulated;
    }

    Engineer engineer() {
        return engineer;
    }

    RigClock clock() {
        return ports.clock();
    }

    Rig rig() {
        return rig;
    }

    DriveProbe drive() {
        return drive;
    }

    /** The devices' readings, from the parts that were brought up so far. */
    LiveReadings readings() {
        if (readings == null) {
            readings = new LiveReadings(rig.devices(), clock());
        }
        return readings;
    }

    // ---- what is found

    void ok(String part, String place, String found) {
        findings.accept(new Finding(Finding.Grade.OK, part, place, found, ""));
    }

    void warn(String part, String place, String found, String remedy) {
        findings.accept(new Finding(Finding.Grade.WARN, part, place, found, remedy));
    }

    void fail(String part, String place, String found, String remedy) {
        failures++;
        findings.accept(new Finding(Finding.Grade.FAIL, part, place, found, remedy));
    }

    /** A part that cannot be looked at, since something else is wrong that was already said. */
    void notChecked(String part, String place, String why) {
        warn(part, place, "not checked: " + why, "put that right, and check again");
    }

    int failures() {
        return failures;
    }

    void prove(Proved what) {
        proved.add(what);
    }

    boolean isProved(Proved what) {
        return proved.contains(what);
    }

    // ---- waiting

    /**
     * Looks again and again until something is so, at most so long on the rig's clock.
     *
     * @return whether it became so
     */
    boolean await(long mostNanos, BooleanSupplier isSo, Runnable look) {
        long begunNanos = clock().nanos();
        look.run();
        while (!isSo.getAsBoolean()) {
            if (clock().nanos() - begunNanos >= mostNanos) {
                return false;
            }
            look.run();
        }
        return true;
    }

    /** Asks the engineer for something, and watches until it was done; tells the time left. */
    boolean awaitHands(String request, BooleanSupplier isDone, Runnable look) {
        engineer.request(request + " (within " + HANDS_NANOS / NANOS_PER_SECOND + " s)");
        for (long left = HANDS_NANOS; left > 0; left -= TELL_NANOS) {
            if (await(TELL_NANOS, isDone, look)) {
                return true;
            }
            engineer.progress("waiting, " + (left - TELL_NANOS) / NANOS_PER_SECOND + " s left");
        }
        return false;
    }

    // ---- names

    static String gpio(int gpio) {
        return LentPorts.gpio(gpio);
    }

    static String i2c(String bus, int address) {
        return String.format("%s 0x%02X", bus, address);
    }
}
