package io.pumprig.simulator.gateway;

import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.Injection;
import io.pumprig.simulator.fault.LinkFaults;
import io.pumprig.simulator.fault.Places;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Binds the faults of link and operator to one rig on the embedded broker. What they do happens on
 * the wall's clock; a run that goes as fast as it can may have its cycles wait until it has.
 */
public final class LinkPlaces implements Places {
    /** A therapy that nobody commits. */
    private static final String THERAPY =
            "{\"drug\":\"baclofen\",\"concentration\":\"2000 mcg/mL\",\"program\":"
                    + "{\"mode\":\"continuous\",\"rate\":\"100 mcg/day\"}}";

    private final Map<String, Injection> places = new HashMap<>();

    /** How a run waits for what happens on the wall's clock. */
    public interface Patience {
        /** Does not wait. */
        Patience NONE = condition -> {};

        /** Waits, bounded, until the condition holds. Simulation thread. */
        void until(BooleanSupplier condition);
    }

    /** What a run that waits can see of its link. Any thread. */
    public interface LinkView {
        /** True while LINK_LOST is raised. */
        boolean isLost();

        /** Requests that were answered, or wait to be taken by a cycle. */
        long requests();
    }

    /**
     * @param faults of the rig on its broker
     * @param patience of the run
     */
    public LinkPlaces(BrokerFaults faults, LinkView view, Patience patience) {
        put(
                LinkFaults.BROKER_LOST,
                "broker",
                on -> {
                    faults.rigCut(on);
                    patience.until(() -> view.isLost() == on);
                },
                faults::cuts);
        put(
                LinkFaults.SILENT,
                "publisher",
                on -> {
                    faults.rigSilent(on);
                    patience.until(() -> view.isLost() == on);
                },
                faults::swallowed);
        places.put(
                LinkFaults.ANSWER_LOST.id() + " answers", new LostAnswers(faults, view, patience));
        for (BrokerFaults.Replay how : BrokerFaults.Replay.values()) {
            moment(
                    LinkFaults.REPLAYED,
                    how.name().toLowerCase(Locale.ROOT),
                    () -> faults.replay(how),
                    view,
                    patience,
                    faults::sent);
        }
        for (BrokerFaults.Malformed what : BrokerFaults.Malformed.values()) {
            moment(
                    LinkFaults.MALFORMED,
                    what.name().toLowerCase(Locale.ROOT),
                    () -> faults.malformed(what),
                    view,
                    patience,
                    faults::sent);
        }
        moment(
                LinkFaults.CLIENT_HANG,
                "client",
                () -> faults.hangMidDialogue(THERAPY),
                view,
                patience,
                faults::sent);
    }

    /** Places of a run at a pace, which waits for nothing. */
    public static LinkPlaces live(BrokerFaults faults) {
        LinkView nobody =
                new LinkView() {
                    @Override
                    public boolean isLost() {
                        return false;
                    }

                    @Override
                    public long requests() {
                        return 0;
                    }
                };
        return new LinkPlaces(faults, nobody, Patience.NONE);
    }

    private void put(FaultType type, String instance, Consumer<Boolean> set, LongSupplier effects) {
        places.put(type.id() + " " + instance, new Switch(set, effects));
    }

    private void moment(
            FaultType type,
            String instance,
            Runnable happen,
            LinkView view,
            Patience patience,
            LongSupplier effects) {
        put(
                type,
                instance,
                on -> {
                    if (on) {
                        long before = view.requests();
                        happen.run();
                        patience.until(() -> view.requests() > before);
                    }
                },
                effects);
    }

    @Override
    public Injection of(FaultType type, String instance) {
        return places.get(type.id() + " " + instance);
    }

    /** Answers that get lost: those to a client that asks, and asks again under the same id. */
    private static final class LostAnswers implements Injection {
        private final BrokerFaults faults;
        private final LinkView view;
        private final Patience patience;
        private boolean on;
        private long before;

        LostAnswers(BrokerFaults faults, LinkView view, Patience patience) {
            this.faults = faults;
            this.view = view;
            this.patience = patience;
        }

        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            boolean wanted = fault != null;
            if (wanted == on) {
                return;
            }
            on = wanted;
            faults.answersDropped(on);
            if (on) {
                before = faults.droppedAnswers();
                long asked = view.requests();
                faults.replay(BrokerFaults.Replay.DUPLICATE);
                patience.until(() -> view.requests() > asked);
            }
        }

        @Override
        public long effects() {
            if (on) {
                patience.until(() -> faults.droppedAnswers() > before);
            }
            return faults.droppedAnswers();
        }
    }

    /** Is there or not; told only when that changes. */
    private static final class Switch implements Injection {
        private final Consumer<Boolean> set;
        private final LongSupplier effects;
        private boolean on;

        Switch(Consumer<Boolean> set, LongSupplier effects) {
            this.set = set;
            this.effects = effects;
        }

        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            boolean wanted = fault != null;
            if (fault != null && fault.type().isMoment()) {
                set.accept(true);
            } else if (wanted != on) {
                on = wanted;
                set.accept(wanted);
            }
        }

        @Override
        public long effects() {
            return effects.getAsLong();
        }
    }
}
