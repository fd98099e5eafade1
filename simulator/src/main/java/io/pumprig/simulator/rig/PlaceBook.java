package io.pumprig.simulator.rig;

import io.pumprig.simulator.fault.FaultType;
import io.pumprig.simulator.fault.Injection;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The places of a rig by type and instance; what this rig does not have is not in it. */
final class PlaceBook {
    private final Map<String, Injection> places = new HashMap<>();

    void put(FaultType type, String instance, Injection place) {
        places.put(type.id() + " " + instance, place);
    }

    /** The place, or null. */
    Injection of(FaultType type, String instance) {
        return places.get(type.id() + " " + instance);
    }

    void save(DataOutput out) throws IOException {
        for (Place.Counted place : counted()) {
            place.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        for (Place.Counted place : counted()) {
            place.load(in);
        }
    }

    /** Places that count by themselves, in an order that is always the same. */
    private List<Place.Counted> counted() {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Place.Counted)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> (Place.Counted) entry.getValue())
                .toList();
    }
}
