package io.pumprig.simulator.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.pumprig.controller.link.RigWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every request comes through here: who asks, for what, and who answers it. */
final class Router implements HttpHandler {
    private static final String API = "/api/";
    private static final String COMMAND = "/api/command/";
    private static final double MOST_SECONDS = 3_650.0 * 86_400;
    private static final double DEFAULT_SECONDS = 86_400;

    private final Gate gate;
    private final PageFiles page;
    private final RigWatch watch;
    private final RigReader reader;
    private final Plots plots;
    private final EventStreams streams;
    private final Orders orders;
    private final UntilEvent until;
    private final String version;
    private final Consumer<String> log;

    /** What answers. */
    record Parts(
            Gate gate,
            PageFiles page,
            RigWatch watch,
            RigReader reader,
            Plots plots,
            EventStreams streams,
            Orders orders,
            UntilEvent until) {}

    /**
     * @param version of the program
     * @param log gets a sentence for a mistake of ours
     */
    Router(Parts parts, String version, Consumer<String> log) {
        gate = parts.gate;
        page = parts.page;
        watch = parts.watch;
        reader = parts.reader;
        plots = parts.plots;
        streams = parts.streams;
        orders = parts.orders;
        until = parts.until;
        this.version = version;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        boolean goesOn = false;
        try {
            Reply.guard(exchange);
            goesOn = serve(exchange);
        } catch (Refusal e) {
            Reply.text(exchange, e.status(), e.getMessage());
        } catch (RuntimeException e) {
            log.accept("the dashboard failed to answer " + exchange.getRequestURI() + ": " + e);
            Reply.text(exchange, 500, "a mistake of the dashboard's: " + e);
        } finally {
            if (!goesOn) {
                exchange.close();
            }
        }
    }

    /** True when the answer goes on after this. */
    private boolean serve(HttpExchange exchange) throws IOException, Refusal {
        String refusal = gate.foreignHost(exchange);
        if (refusal != null) {
            throw new Refusal(403, refusal);
        }
        String path = exchange.getRequestURI().getRawPath();
        if (path == null || !path.startsWith(API)) {
            page(exchange, path);
            return false;
        }
        refusal = gate.foreignPage(exchange);
        if (refusal != null) {
            throw new Refusal(403, refusal);
        }
        switch (path) {
            case "/api/session" -> {
                require(exchange, "GET", "HEAD");
                session(exchange);
            }
            case "/api/history" -> {
                require(exchange, "GET", "HEAD");
                admit(exchange);
                Reply.json(exchange, 200, plots.history());
            }
            case "/api/stream" -> {
                require(exchange, "GET");
                admit(exchange);
                return stream(exchange);
            }
            case "/api/export" -> {
                order(exchange);
                Body.read(exchange, Set.of());
                export(exchange);
            }
            case "/api/until-event" -> {
                order(exchange);
                untilEvent(exchange, Body.read(exchange, Set.of("maxSimS")));
            }
            default -> {
                if (!path.startsWith(COMMAND)) {
                    throw new Refusal(404, "there is nothing here");
                }
                order(exchange);
                ObjectNode body = Body.read(exchange, Orders.BODY_KEYS);
                command(exchange, path.substring(COMMAND.length()), body);
            }
        }
        return false;
    }

    private static void require(HttpExchange exchange, String... methods) throws Refusal {
        for (String method : methods) {
            if (method.equals(exchange.getRequestMethod())) {
                return;
            }
        }
        String allowed = String.join(", ", methods);
        exchange.getResponseHeaders().set("Allow", allowed);
        throw new Refusal(405, "allowed here: " + allowed);
    }

    /** Who only looks needs the token where anybody could come. */
    private void admit(HttpExchange exchange) throws Refusal {
        if (gate.asksWatchers() && !gate.isKnown(exchange)) {
            throw new Refusal(401, "the token is missing or wrong");
        }
    }

    /** Who gives an order needs the token and a page of ours, always. */
    private void order(HttpExchange exchange) throws Refusal {
        require(exchange, "POST");
        String refusal = gate.foreignOrigin(exchange);
        if (refusal != null) {
            throw new Refusal(403, refusal);
        }
        if (!gate.isKnown(exchange)) {
            throw new Refusal(401, "the token is missing or wrong");
        }
    }

    private void page(HttpExchange exchange, String path) throws IOException, Refusal {
        PageFiles.PageFile file = path == null || path.isEmpty() ? null : page.at(path);
        if (file == null) {
            throw new Refusal(404, "there is nothing here");
        }
        require(exchange, "GET", "HEAD");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("ETag", file.etag());
        if (file.etag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            Reply.send(exchange, 200, file.type(), file.content());
        }
    }

    /** Whoever has yet to show the token is told that he has to, and nothing else. */
    private void session(HttpExchange exchange) throws IOException, Refusal {
        ObjectNode session = Json.object();
        boolean known = !gate.asksWatchers() || gate.isKnown(exchange);
        if (!known && exchange.getRequestHeaders().containsKey(Gate.TOKEN)) {
            throw new Refusal(401, "the token is wrong");
        }
        RigWatch.View view = watch.view();
        String backend = known ? reader.backend() : null;
        session.put("backend", backend);
        session.put("rig", known ? view.name() : null);
        ArrayNode rigs = session.putArray("rigs");
        if (known) {
            view.known().forEach(rigs::add);
        }
        session.put("broker", known ? watch.broker() : null);
        session.put("version", version);
        session.put("token", gate.tokenToHandOut());
        session.put("login", gate.asksWatchers());
        session.put("controls", backend != null);
        session.put("faultPanel", "sim".equals(backend));
        Reply.json(exchange, 200, Json.bytes(session));
    }

    private boolean stream(HttpExchange exchange) throws IOException, Refusal {
        if (!streams.begin(exchange)) {
            throw new Refusal(
                    503, EventStreams.MOST + " pages watch already, and more are not let in");
        }
        return true;
    }

    private void command(HttpExchange exchange, String verb, ObjectNode body)
            throws IOException, Refusal {
        if (verb.startsWith("sim-")) {
            until.cancel();
        }
        Reply.json(exchange, 200, orders.give(verb, body));
    }

    private void export(HttpExchange exchange) throws IOException, Refusal {
        byte[] scenario = orders.export();
        exchange.getResponseHeaders()
                .set(
                        "Content-Disposition",
                        "attachment; filename=session-" + watch.view().name() + ".yaml");
        Reply.send(exchange, 200, "application/yaml", scenario);
    }

    private void untilEvent(HttpExchange exchange, JsonNode body) throws IOException, Refusal {
        JsonNode most = body.path("maxSimS");
        double seconds = most.isMissingNode() ? DEFAULT_SECONDS : most.asDouble(0);
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new Refusal(400, "maxSimS: allowed a number above 0, at most " + MOST_SECONDS);
        }
        until.begin(reader.simSeconds() + seconds);
        Reply.json(exchange, 200, "{\"state\":\"running\"}".getBytes(StandardCharsets.UTF_8));
    }
}
