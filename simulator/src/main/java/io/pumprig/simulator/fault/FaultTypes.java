package io.pumprig.simulator.fault;

import java.util.List;
import java.util.stream.Stream;

/** All types of fault, by level: what can be broken in the simulated rig and around it. */
public final class FaultTypes {
    private static final List<FaultType> TYPES =
            Stream.of(
                            FluidFaults.ALL,
                            ChipFaults.ALL,
                            WireFaults.ALL,
                            HostFaults.ALL,
                            LinkFaults.ALL)
                    .flatMap(List::stream)
                    .toList();

    private FaultTypes() {}

    /** Every type, in the order in which documents list them. */
    public static List<FaultType> all() {
        return TYPES;
    }

    /** The type of that {@link FaultType#id}, or null. */
    public static FaultType type(String id) {
        for (FaultType type : TYPES) {
            if (type.id().equals(id)) {
                return type;
            }
        }
        return null;
    }

    /** All components that have a fault. */
    public static List<String> components() {
        return TYPES.stream().map(FaultType::component).distinct().toList();
    }

    /** The types of a component; none for one that is not there. */
    static List<FaultType> of(String component) {
        return TYPES.stream().filter(type -> type.component().equals(component)).toList();
    }
}
