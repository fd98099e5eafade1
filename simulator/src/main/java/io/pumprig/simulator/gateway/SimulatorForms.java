package io.pumprig.simulator.gateway;

import static io.pumprig.hal.settings.Schema.bool;
import static io.pumprig.hal.settings.Schema.choice;
import static io.pumprig.hal.settings.Schema.list;
import static io.pumprig.hal.settings.Schema.map;
import static io.pumprig.hal.settings.Schema.number;
import static io.pumprig.hal.settings.Schema.object;
import static io.pumprig.hal.settings.Schema.text;
import static io.pumprig.hal.settings.Schema.whole;

import io.pumprig.hal.settings.Schema;
import io.pumprig.hal.settings.SchemaObject;
import io.pumprig.hal.settings.SchemaValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The payloads of the topics that only the simulator has. */
final class SimulatorForms {
    /** How names of schemas of fault types begin. */
    static final String FAULT = "fault-";

    private static final String FIELD = "faultField-";
    private static final List<String> SHARED = List.of("key", "at", "duration", "ramp", "detected");

    private SimulatorForms() {}

    static SchemaObject truth() {
        return object("What the plant knows and the controller does not")
                .free()
                .required("backend", choice("The simulator", "sim"))
                .required("cycle", PublishedForms.cycle("The cycle after which it was so"))
                .required("simNs", PublishedForms.simNs())
                .required("trueDoseMcg", number("Drug that left the catheter's tip"))
                .required("trueVolumeUl", number("Fluid that left it"))
                .required("linePressureKpa", number("Behind the head"))
                .required("upstreamKpa", number("Before the head"))
                .required("trappedAirUl", number("Gas in the line"))
                .required("reservoirUl", number("In the reservoir"))
                .required("temperatureC", number("Of the room"))
                .required("fieldMicrosteps", whole("Where the driver's field points"))
                .required("rotorMicrosteps", number("Where the rotor is"));
    }

    static SchemaValue activeFaults() {
        return list(
                "Faults that act or are to come",
                Schema.reference("#/components/schemas/activeFault"));
    }

    static SchemaObject activeFault() {
        return object("A fault in the system")
                .free()
                .required("key", text("Names it"))
                .required("target", target())
                .required("type", text("What is broken"))
                .required(
                        "params",
                        map("Values by parameter", Schema.anyOf(null, number(null), text(null))))
                .required("phase", text("scheduled or active"))
                .optional("atSimNs", whole("When it begins"))
                .optional("durationNs", whole("How long it lasts; for ever without"))
                .optional("rampNs", whole("How long it grows"))
                .optional("trigger", object("What it waits for instead of a time").free())
                .required("detected", bool("Whether the part reports it itself"))
                .required("effects", whole("Reads, steps or spells that it altered"));
    }

    private static SchemaObject target() {
        return object("Where it is")
                .required("component", text("A part of the rig"))
                .required("instance", text("Which one of them"));
    }

    static SchemaObject catalogue() {
        SchemaObject type =
                object("A type of fault")
                        .free()
                        .required("type", text("Its name"))
                        .required("target", object("Where it can be").free())
                        .required("effect", text("What it does"))
                        .required("expectedAlarm", text("What the controller should raise"))
                        .optional("detectionLimit", text("By when, where it can be found at all"))
                        .required("params", list("Its parameters", object("One").free()))
                        .required("schema", object("JSON Schema of such a fault").free());
        SchemaObject preset =
                object("A fault of the therapy reference")
                        .free()
                        .required("id", text("F-nn"))
                        .required("name", text("In words"))
                        .required("expectedAlarm", text("What the controller should raise"))
                        .optional("detectionLimit", text("By when, where it can be found at all"));
        return object("Every fault that can be injected")
                .free()
                .required("backend", choice("The simulator", "sim"))
                .required("types", list("Types of faults", type))
                .required("presets", list("Faults by their number", preset));
    }

    /**
     * The schema of each type of fault by a name, as the catalogue gives it, and before them those
     * of the fields that are the same in all.
     */
    static Map<String, ObjectNode> faultsByType() {
        Map<String, ObjectNode> schemas = new LinkedHashMap<>();
        for (JsonNode type : FaultDocuments.catalogue().get("types")) {
            ObjectNode schema = ((ObjectNode) type.get("schema")).deepCopy();
            schema.remove("$schema");
            schema.put("description", type.get("effect").stringValue());
            share((ObjectNode) schema.get("properties"), schemas);
            String component = type.get("target").get("component").stringValue();
            String name = FAULT + component + "-" + type.get("type").stringValue();
            String unused = name;
            for (int i = 2; schemas.containsKey(unused); i++) {
                unused = name + "-" + i;
            }
            schemas.put(unused, schema);
        }
        return schemas;
    }

    /** Puts a reference where a field has the same form in all types. */
    private static void share(ObjectNode fields, Map<String, ObjectNode> schemas) {
        for (String field : SHARED) {
            String name = FIELD + field;
            JsonNode own = fields.get(field);
            schemas.putIfAbsent(name, (ObjectNode) own);
            if (own.equals(schemas.get(name))) {
                fields.set(field, Documents.object().put("$ref", "#/components/schemas/" + name));
            }
        }
    }
}
