package io.pumprig.simulator.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a browser sent with an order: one JSON object, of keys that are known. */
final class Body {
    private static final int MOST_BYTES = 65_536;

    private Body() {}

    /**
     * Reads it; nothing at all is an empty object.
     *
     * @param allowed its keys
     * @throws Refusal when it is too large, of another type, or not such an object
     */
    static ObjectNode read(HttpExchange exchange, Set<String> allowed) throws IOException, Refusal {
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Refusal(413, "the body has more than " + MOST_BYTES + " bytes");
        }
        if (bytes.length == 0) {
            return Json.object();
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.matches("(?i)application/json(\\s*;.*)?")) {
            throw new Refusal(415, "Content-Type: found " + type + "; allowed application/json");
        }
        if (!(Json.read(bytes) instanceof ObjectNode body)) {
            throw new Refusal(400, "the body is not one JSON object");
        }
        for (Map.Entry<String, JsonNode> property : body.properties()) {
            if (!allowed.contains(property.getKey())) {
                throw new Refusal(
                        400, "the body has an unknown key; allowed " + String.join(", ", allowed));
            }
        }
        return body;
    }
}
