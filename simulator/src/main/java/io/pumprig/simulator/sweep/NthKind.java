package io.pumprig.simulator.sweep;

import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.FaultTypes;
import io.pumprig.simulator.fault.WireFaults;
import java.util.ArrayList;
import java.util.List;

/**
 * One way in which one kind of call to the hardware can fail.
 *
 * @param operation the kind of call
 * @param type how it fails
 * @param instance where: all of a bus, all pins, or the only one there is
 */
public record NthKind(Operation operation, FaultType type, String instance) {

    /** All kinds of calls, each in every way it can fail. */
    public static List<NthKind> all() {
        List<NthKind> kinds = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (FaultType type : FaultTypes.all()) {
                String instance = instance(type);
                if (instance != null && type.occasions().contains(operation)) {
                    kinds.add(new NthKind(operation, type, instance));
                }
            }
        }
        return kinds;
    }

    private static String instance(FaultType type) {
        if (type.instances().contains(WireFaults.ANY)) {
            return WireFaults.ANY;
        }
        return type.instances().size() == 1 ? type.instances().get(0) : null;
    }

    /** As people and files call it. */
    String id() {
        return operation.label() + "-" + type.component() + "-" + type.label();
    }

    /** For a table. */
    public String title() {
        return operation.label() + " " + type.component() + "/" + instance + " " + type.label();
    }
}
