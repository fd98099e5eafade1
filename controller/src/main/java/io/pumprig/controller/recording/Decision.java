package io.pumprig.controller.recording;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import java.util.StringJoiner;
import java.util.function.Function;

/** What a cycle decided: recorded, and compared when it is given again. */
public enum Decision {
    /** Number of the cycle. */
    CYCLE("cycle"),
    /** Alarms that it raised, as bits. */
    RAISED("raised alarms"),
    /** The strictest reaction, by its ordinal. */
    REACTION("reaction"),
    /** Whether the coils were to be on. */
    ENERGISED("energised"),
    /** What the motor was asked for. */
    MICROSTEPS("microsteps"),
    /** Whether boluses were held. */
    BOLUSES_BLOCKED("boluses blocked"),
    /** The mode after the cycle, by its ordinal. */
    MODE("mode"),
    /** Alarms that are listed after it, as bits. */
    LISTED("listed alarms"),
    /** Alarms that are latched after it, as bits. */
    LATCHED("latched alarms"),
    /** The ledger's count after it. */
    DELIVERED("delivered microsteps"),
    /** What of it nobody can tell. */
    UNCERTAIN("uncertain microsteps");

    private static final Decision[] ALL = values();

    private final String label;

    Decision(String label) {
        this.label = label;
    }

    /** The name in reports. */
    public String label() {
        return label;
    }

    /** Its place in a frame. */
    public int field() {
        return FrameLayout.DECISIONS + ordinal();
    }

    /** How many there are. */
    static int count() {
        return ALL.length;
    }

    /** Writes down what the last cycle decided. Control thread, between two cycles. */
    public static void save(ControlLoop loop, long[] fields) {
        fields[CYCLE.field()] = loop.sample().cycle();
        fields[RAISED.field()] = loop.permit().raised();
        fields[REACTION.field()] = loop.permit().reaction().ordinal();
        fields[ENERGISED.field()] = loop.command().isEnergised() ? 1 : 0;
        fields[MICROSTEPS.field()] = loop.command().microsteps();
        fields[BOLUSES_BLOCKED.field()] = loop.permit().areBolusesBlocked() ? 1 : 0;
        fields[MODE.field()] = loop.planner().mode().ordinal();
        fields[LISTED.field()] = loop.alarms().listed();
        fields[LATCHED.field()] = loop.alarms().latched();
        fields[DELIVERED.field()] = loop.ledger().delivered();
        fields[UNCERTAIN.field()] = loop.ledger().uncertain();
    }

    /** A value of it in words. */
    public String shown(long value) {
        return switch (this) {
            case RAISED, LISTED, LATCHED -> alarms(value);
            case REACTION -> labelOf(Reaction.values(), value, Reaction::label);
            case MODE -> labelOf(Mode.values(), value, Mode::label);
            case ENERGISED, BOLUSES_BLOCKED -> value == 0 ? "no" : "yes";
            default -> Long.toString(value);
        };
    }

    private static <T> String labelOf(T[] all, long ordinal, Function<T, String> label) {
        return ordinal >= 0 && ordinal < all.length
                ? label.apply(all[(int) ordinal])
                : Long.toString(ordinal);
    }

    private static String alarms(long bits) {
        StringJoiner names = new StringJoiner(", ");
        names.setEmptyValue("none");
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int ordinal = Long.numberOfTrailingZeros(rest);
            names.add(ordinal < Alarm.count() ? Alarm.of(ordinal).name() : "alarm " + ordinal);
        }
        return names.toString();
    }
}
