package io.pumprig.simulator.fault;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.fault.FaultParameter.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A type of fault: its targets, its parameters, what it does, which requirements it exercises and
 * what a controller has to make of it. The one declaration from which catalogue, schema, help,
 * validation, tables and the oracle of sweeps come. The types are in {@link FaultTypes}.
 */
public final class FaultType {
    /** How a type lies in time. */
    public enum Shape {
        /** Happens once, at its onset; has no duration. */
        MOMENT,
        /** Is there or not. */
        SWITCH,
        /** Is there more or less, so that a ramp has a meaning. */
        GRADUAL
    }

    private final FaultLevel level;
    private final String component;
    private final String label;
    private final List<String> instances;
    private final Shape shape;
    private final Set<Operation> occasions;
    private final boolean selfReported;
    private final boolean spellNeeded;
    private final List<FaultParameter> parameters;
    private final String effect;
    private final List<String> requirements;
    private final Expectation expectation;
    private final ToDoubleFunction<Fault> loss;

    private FaultType(Builder builder, Expectation expectation) {
        level = builder.level;
        component = builder.component;
        label = builder.label;
        instances = List.of(builder.instances);
        shape = builder.shape;
        occasions = Set.copyOf(builder.occasions);
        selfReported = builder.selfReported;
        spellNeeded = builder.spellNeeded;
        parameters = List.copyOf(builder.parameters);
        effect = builder.effect;
        requirements = List.of(builder.requirements);
        this.expectation = expectation;
        loss = builder.loss;
    }

    /** Begins a declaration. */
    static Builder of(FaultLevel level, String component, String label, String... instances) {
        return new Builder(level, component, label, instances);
    }

    /** A declaration in the making; {@code found} and {@code unseen} end it. */
    static final class Builder {
        private final FaultLevel level;
        private final String component;
        private final String label;
        private final String[] instances;
        private final List<FaultParameter> parameters = new ArrayList<>();
        private final Set<Operation> occasions = EnumSet.noneOf(Operation.class);
        private final Set<Alarm> companions = EnumSet.noneOf(Alarm.class);
        private Shape shape = Shape.SWITCH;
        private String effect;
        private String[] requirements = {};
        private Code answer;
        private long excessPicolitres;
        private ToDoubleFunction<Fault> loss = fault -> 0;
        private boolean selfReported;
        private boolean spellNeeded;

        private Builder(FaultLevel level, String component, String label, String[] instances) {
            this.level = level;
            this.component = component;
            this.label = label;
            this.instances = instances;
        }

        Builder moment() {
            shape = Shape.MOMENT;
            return this;
        }

        Builder gradual() {
            shape = Shape.GRADUAL;
            return this;
        }

        /** Strikes at single operations, each with its {@code probability}. */
        Builder strikingAt(Operation... operations) {
            occasions.addAll(List.of(operations));
            return this;
        }

        Builder with(
                String name, Unit unit, double least, double most, String usual, String meaning) {
            parameters.add(new FaultParameter(name, unit, least, most, usual, meaning));
            return this;
        }

        Builder does(String sentence) {
            effect = sentence;
            return this;
        }

        Builder exercises(String... ids) {
            requirements = ids;
            return this;
        }

        /** The part says itself that it is broken. */
        Builder reportsItself() {
            selfReported = true;
            return this;
        }

        /** Nobody could end it: it needs a duration. */
        Builder endsByItself() {
            spellNeeded = true;
            return this;
        }

        Builder mayAlsoRaise(Alarm... alarms) {
            companions.addAll(List.of(alarms));
            return this;
        }

        /** Volume that may reach the tip before the reaction; what the fault's physics cost. */
        Builder excess(long microlitres) {
            excessPicolitres = microlitres * 1_000_000;
            return this;
        }

        /** Share of what is pumped that it may keep from the tip without any sign, 0 to 1. */
        Builder losing(ToDoubleFunction<Fault> share) {
            loss = share;
            return this;
        }

        Builder refusedWith(Code code) {
            answer = code;
            return this;
        }

        FaultType found(Alarm alarm, String limit) {
            return end(
                    new Expectation(
                            alarm, Limit.parse(limit), null, answer, companions, excessPicolitres));
        }

        FaultType unseen(String reason) {
            return end(new Expectation(null, null, reason, answer, companions, excessPicolitres));
        }

        private FaultType end(Expectation expectation) {
            List<FaultParameter> own = List.copyOf(parameters);
            parameters.clear();
            parameters.add(severity());
            if (!occasions.isEmpty()) {
                parameters.add(
                        new FaultParameter(
                                "probability",
                                Unit.NUMBER,
                                0,
                                1,
                                "1",
                                "how often it strikes, for each operation"));
            }
            parameters.addAll(own);
            return new FaultType(this, expectation);
        }

        private FaultParameter severity() {
            return shape == Shape.GRADUAL
                    ? new FaultParameter(
                            "severity", Unit.NUMBER, 0, 1, "1", "0 is no fault, 1 all of it")
                    : new FaultParameter(
                            "severity", Unit.WHOLE, 0, 1, "1", "0 is no fault, 1 the fault");
        }
    }

    public FaultLevel level() {
        return level;
    }

    /** The component it can be injected into. */
    public String component() {
        return component;
    }

    /** The name as written. */
    public String label() {
        return label;
    }

    /** The instances of that component. */
    public List<String> instances() {
        return instances;
    }

    /** Unlike any other type's; names it in kept states. */
    public String id() {
        return component + "/" + instances.get(0) + "/" + label;
    }

    public Shape shape() {
        return shape;
    }

    /** {@code severity} first, then those of its own. */
    public List<FaultParameter> parameters() {
        return parameters;
    }

    /** What it does, in one sentence. */
    public String effect() {
        return effect;
    }

    /** Requirements SR-nn that it exercises. */
    public List<String> requirements() {
        return requirements;
    }

    /** What a controller has to make of it. */
    public Expectation expectation() {
        return expectation;
    }

    /** Share of what is pumped that such a fault may keep from the tip without any sign, 0 to 1. */
    public double mayLose(Fault fault) {
        return loss.applyAsDouble(fault);
    }

    /** Whether the part itself reports the fault. */
    public boolean isSelfReported() {
        return selfReported;
    }

    /** Operations at which it strikes one by one; none for what is there all the time. */
    public Set<Operation> occasions() {
        return occasions;
    }

    /** True when it strikes at single operations. */
    public boolean strikesByChance() {
        return !occasions.isEmpty();
    }

    /** True when nobody could end it, so that it needs a duration. */
    public boolean needsSpell() {
        return spellNeeded;
    }

    /** True when it happens once, at its onset, and has no duration. */
    public boolean isMoment() {
        return shape == Shape.MOMENT;
    }

    /** True when a ramp has a meaning: what it does can be more or less. */
    public boolean isGradual() {
        return shape == Shape.GRADUAL;
    }

    /** Place of a parameter among {@link #parameters}, or -1. */
    int indexOf(String parameter) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(parameter)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return label + " of " + component;
    }
}
