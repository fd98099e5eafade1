package io.pumprig.simulator.scenario;

import io.pumprig.controller.HostSide;
import io.pumprig.controller.order.Order;
import io.pumprig.simulator.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * What came into a run from outside, and in which cycle it took effect: orders and faults. From it
 * a session becomes a scenario that replays to the same hash. Simulation thread.
 */
public final class SessionLog {
    private final List<TakenOrder> orders = new ArrayList<>();
    private final List<FaultSpell> faults = new ArrayList<>();

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
        orders.add(new TakenOrder(order, cycle, betweenCycles));
    }

    void happened(Fault fault, String phase, long cycle) {
        if (phase.equals("scheduled")) {
            faults.add(new FaultSpell(fault, cycle));
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

    /** All orders, in the order in which they were taken. */
    public List<TakenOrder> orders() {
        return List.copyOf(orders);
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
