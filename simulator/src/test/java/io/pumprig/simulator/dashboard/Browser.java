package io.pumprig.simulator.dashboard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser does with a dashboard, without one: requests, and a stream that is listened to.
 */
final class Browser implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What came over the stream. */
    record Told(String event, JsonNode data) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpClient client;
    private final String url;
    private InputStream stream;

    Browser(String url) {
        this(url, null);
    }

    /**
     * @param trusting TLS, or null for plain HTTP
     */
    Browser(String url, SSLContext trusting) {
        this.url = url.substring(0, url.length() - 1);
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        client = trusting == null ? builder.build() : builder.sslContext(trusting).build();
    }

    String origin() {
        return url;
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.BodyPublisher content =
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .method(method, content);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** A document; single quotes in the body stand for double ones. */
    JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertEquals(200, response.statusCode(), response::body);
        return JsonMapper.shared().readTree(response.body());
    }

    String token() {
        return json("/api/session").get("token").stringValue();
    }

    /** As our own page gives an order. */
    HttpResponse<String> order(String path, String body) {
        return send(
                "POST",
                path,
                body,
                "Origin",
                url,
                "Content-Type",
                "application/json",
                Gate.TOKEN,
                token());
    }

    /** The rig's answer to an order that is let through. */
    JsonNode ordered(String verb, String body) {
        HttpResponse<String> response = order("/api/command/" + verb, body);
        assertEquals(200, response.statusCode(), response::body);
        return JsonMapper.shared().readTree(response.body());
    }

    /** Begins to listen. */
    Browser watch(String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/stream"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            stream = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Thread listener = new Thread(this::listen, "browser");
        listener.setDaemon(true);
        listener.start();
        return this;
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String event = "";
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    told.add(
                            new Told(
                                    event,
                                    JsonMapper.shared()
                                            .readTree(line.substring("data: ".length()))));
                }
            }
        } catch (IOException e) {
            // The stream ended, or was ended by the test.
        }
    }

    /** Waits for a message of the stream that fits; the first that does. */
    JsonNode hear(String event, Predicate<JsonNode> fits) {
        return await("event " + event)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> first(event, fits), found -> found != null);
    }

    private JsonNode first(String event, Predicate<JsonNode> fits) {
        return told.stream()
                .filter(each -> each.event.equals(event) && fits.test(each.data))
                .map(Told::data)
                .findFirst()
                .orElse(null);
    }

    /** Waits for a sentence on the state of the link. */
    JsonNode link(String state, String rig) {
        return hear(
                "link",
                link ->
                        link.get("state").stringValue().equals(state)
                                && link.get("rig").stringValue().equals(rig));
    }

    /** What was heard so far does not count any more. */
    Browser forget() {
        told.clear();
        return this;
    }

    @Override
    public void close() {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // Gone already.
            }
        }
    }
}
