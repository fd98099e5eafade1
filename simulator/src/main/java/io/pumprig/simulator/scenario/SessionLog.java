package io.pumprig.simulator.scenario;

import io.pumprig.controller.HostSide;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import io.pumprig.simulator.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * What came into a run from outside, and in which cycle it took effect: orders and faults. From it
 * a session becomes a scenario that replays to the same hash. It keeps what changed something, and
 * no more than {@value #MOST} orders and as many faults: somebody may ask for something ten
 * thousand times a second for days. Simulation thread.
 */
public final class SessionLog {
    /** Orders, and faults, that are kept; far more than a person or a script of tests gives. */
    public static final int MOST = 20_000;

    private final List<TakenOrder> orders = new ArrayList<>();
    private final List<FaultSpell> faults = new ArrayList<>();
    private int settled;
    private boolean whole = true;

    /**
     * An order that the controller took; its answer is there once that cycle is over.
     *
     * @param cycle that took it
     * @param betweenCycles whether time stood still: it was taken after that cycle
     */
    public record TakenOrder(Order order, long cycle, boolean betweenCycles) {}

    /** A fault from its first cycle to its last. */
    public static final class FaultSpell {
        private final Fault fault;
        private final long injectedCycle;
        private long endCycle = -1;
        private String end;

        private FaultSpell(Fault fault, long injectedCycle) {
            this.fault = fault;
            this.injectedCycle = injectedCycle;
        }

        public Fault fault() {
            return fault;
        }

        /** The cycle before which it was put into the table. */
        public long injectedCycle() {
            return injectedCycle;
        }

        /** The cycle in which it ended, or -1. */
        public long endCycle() {
            return endCycle;
        }

        /** True when somebody cleared it. */
        public boolean isCleared() {
            return "cleared".equals(end);
        }
    }

    void took(Order order, long cycle, boolean betweenCycles) {
        forgetRefused();
        if (order.verb() == Verb.PING) {
            return;
        }
        if (orders.size() < MOST) {
            orders.add(new TakenOrder(order, cycle, betweenCycles));
        } else {
            whole = false;
        }
    }

    /** Of those that were not answered yet, when they were looked at last. */
    private void forgetRefused() {
        int kept = settled;
        for (int i = settled; i < orders.size(); i++) {
            TakenOrder taken = orders.get(i);
            if (!taken.order.isAnswered() || taken.order.code() == Code.OK) {
                orders.set(kept++, taken);
            }
        }
        orders.subList(kept, orders.size()).clear();
        while (settled < kept && orders.get(settled).order.isAnswered()) {
            settled++;
        }
    }

    void happened(Fault fault, String phase, long cycle) {
        if (phase.equals("scheduled") && faults.size() < MOST) {
            faults.add(new FaultSpell(fault, cycle));
        } else if (phase.equals("scheduled")) {
            whole = false;
        } else if (phase.equals("cleared") || phase.equals("expired")) {
            for (FaultSpell spell : faults) {
                if (spell.end == null && spell.fault.key().equals(fault.key())) {
                    spell.end = phase;
                    spell.endCycle = cycle;
                    return;
                }
            }
        }
    }

    /** The orders that were carried out, in the order in which they were taken. */
    public List<TakenOrder> orders() {
        forgetRefused();
        return List.copyOf(orders);
    }

    /** False when more came than are kept, so that the session cannot be told from here. */
    public boolean isWhole() {
        return whole;
    }

    /** All faults, in the order of their injection. */
    public List<FaultSpell> faults() {
        return List.copyOf(faults);
    }

    /** Hears of every order that a controller takes; changes nothing. */
    HostSide listening(SimulatedHost host) {
        return new HostSide() {
            @Override
            public long lease(long microsteps) {
                return microsteps;
            }

            @Override
            public boolean isWritten(boolean written) {
                return written;
            }

            @Override
            public void takes(Order order) {
                took(order, host.cycleNow(), host.isBetweenCycles());
            }
        };
    }
}
