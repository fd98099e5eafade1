package io.pumprig.hal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    private static SchemaObject order() {
        return Schema.object("An order")
                .required("at", Schema.quantity("When", Dimension.TIME, 0, 3_600_000_000_000L))
                .optional("every", Schema.quantity("How often", Dimension.TIME))
                .optional("times", Schema.integer("How many", 1, 9).otherwise(1))
                .optional("pause", Schema.object("Nothing more"))
                .optional("stop", Schema.object("Nothing more"))
                .optional("how", Schema.object("How").required("fast", Schema.bool("Or slow")))
                .exactlyOneOf("pause", "stop")
                .needsBeside("times", "every")
                .when("how.fast", true, List.of("every"), List.of());
    }

    @Test
    void isADocumentThatPeopleCanRead() {
        String document =
                Schema.object("A \"thing\"")
                        .required("size", Schema.quantity("How long", Dimension.LENGTH, 1, 10_000))
                        .optional("word", Schema.choice("Which", "a", "b").otherwise("a"))
                        .document("thing", "A thing");
        assertEquals(
                """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "$id": "urn:pumprig:schema:thing",
                  "title": "A thing",
                  "description": "A \\"thing\\"",
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["size"],
                  "properties": {
                    "size": {
                      "description": "How long (1 um to 1 cm)",
                      "type": "string",
                      "pattern": "^(?:[+-]?[0-9]+(?:\\\\.[0-9]+)?(?:[eE][+-]?[0-9]+)? *(?:cm|mm|[u\\u00b5\\u03bc]m|m))$",
                      "maxLength": 64
                    },
                    "word": {
                      "description": "Which",
                      "enum": ["a", "b"],
                      "default": "a"
                    }
                  }
                }
                """,
                document);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{at: 1 min, stop: {}} | true",
                "{at: 1 min, pause: {}, every: 2 s, times: 3} | true",
                "{at: 1 min, pause: {}, every: 2 s, how: {fast: true}} | true",
                "{at: 1 min, pause: {}, how: {fast: false}} | true",
                "{at: 1 min} | false",
                "{stop: {}} | false",
                "{at: 1 min, stop: {}, pause: {}} | false",
                "{at: 1 min, stop: {}, times: 3} | false",
                "{at: 1 min, stop: {}, how: {fast: true}} | false",
                "{at: 1 min, stop: {}, how: {}} | false",
                "{at: 1 min, stop: {}, other: 1} | false",
                "{at: 1 min, stop: {x: 1}} | false",
                "{at: 1 min, stop: {}, every: 2 s, times: 10} | false",
            })
    void tellsWhatCanStandTogether(String yaml, boolean fits) {
        var agreement = new SchemaAgreement(order().json(), text -> {});
        assertEquals(fits, agreement.objections(yaml).isEmpty(), yaml);
    }

    @Test
    void letsOthersInWhereItIsSaid() {
        String yaml = "{a: 1, b: 2}";
        SchemaObject growing = Schema.object("x").required("a", Schema.whole("a")).growing();
        SchemaObject free = Schema.object("x").required("a", Schema.whole("a")).free();
        assertEquals(List.of(), new SchemaAgreement(growing.json(), t -> {}).objections(yaml));
        assertEquals(List.of(), new SchemaAgreement(free.json(), t -> {}).objections(yaml));
    }

    @Test
    void anExtendedDeclarationLeavesTheFirstAsItWas() {
        SchemaObject first = order();
        SchemaObject second = first.extended().optional("note", Schema.text("For people"));
        assertEquals(first.keys().size() + 1, second.keys().size());
        assertThrows(IllegalArgumentException.class, () -> first.property("note"));
    }

    @Test
    void aKeyIsDeclaredOnce() {
        SchemaObject form = order();
        assertThrows(
                IllegalArgumentException.class, () -> form.optional("at", Schema.text("Again")));
    }
}
