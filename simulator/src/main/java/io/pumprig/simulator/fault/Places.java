package io.pumprig.simulator.fault;

import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.board.OperationWatch;
import java.util.List;

/** Finds the place where faults of a type and instance act, and what operations are called. */
public interface Places {
    /** What an operation does not have. */
    int NO_OPERAND = Integer.MIN_VALUE + 1;

    /** The place, or null where there is none here. */
    Injection of(FaultType type, String instance);

    /** What the watch of operations knows that target by, or {@link #NO_OPERAND}. */
    default int operand(Operation operation, String target) {
        return NO_OPERAND;
    }

    /** Names of the targets of an operation, for messages. */
    default List<String> operands(Operation operation) {
        return List.of();
    }

    /** Who sees every operation from now on, or null for nobody. */
    default void watchedBy(OperationWatch watch) {}
}
