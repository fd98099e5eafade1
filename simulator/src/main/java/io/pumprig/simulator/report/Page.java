package io.pumprig.simulator.report;

import io.pumprig.hal.settings.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The one look of everything that is handed over: a page that needs nothing but itself. Style and
 * script stand in it, and its policy allows these by their hashes and nothing else, so that text
 * which slipped through as markup could not act.
 */
public final class Page {
    private static final String UPLOT = "/io/pumprig/simulator/dashboard/page/uPlot.iife.min.js";
    private static final String UPLOT_STYLE = "/io/pumprig/simulator/dashboard/page/uPlot.min.css";

    private Page() {}

    /** A page of text and tables. */
    public static String plain(String title, Html body) {
        return page(title, body, resource("report.css"), null, null);
    }

    /** A page whose plots are drawn from {@code data}. */
    static String plotted(String title, Html body, Map<String, Object> data) {
        return page(
                title,
                body,
                resource(UPLOT_STYLE) + resource("report.css"),
                resource(UPLOT) + "\n" + resource("report.js"),
                JsonText.of(data));
    }

    private static String page(String title, Html body, String style, String script, String json) {
        StringBuilder page = new StringBuilder(1 << 18);
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy(style, script))
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width,")
                .append("initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<title>")
                .append(Html.escaped(title))
                .append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n")
                .append(body)
                .append("<p class=\"soft\">Made by pumprig, a bench instrument and its simulator,")
                .append(" not a medical device.</p>\n");
        if (script != null) {
            // No end of a script can stand in it, whatever text it holds.
            page.append("<script type=\"application/json\" id=\"data\">")
                    .append(json.replace("<", "\\u003c"))
                    .append("</script>\n<script>")
                    .append(script)
                    .append("</script>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; style-src "
                + hash(style)
                + (script == null ? "" : "; script-src " + hash(script))
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
