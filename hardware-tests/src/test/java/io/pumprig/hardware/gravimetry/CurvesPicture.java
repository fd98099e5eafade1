package io.pumprig.hardware.gravimetry;

import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Start-up curve and trumpets as SVG, in plain text: chart libraries draw text with the fonts of
 * the machine, and a clean one has none.
 */
final class CurvesPicture {
    private static final int LEFT = 80;
    private static final int RIGHT = 870;
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final double PARTS_PER_PERCENT = 10_000;
    private static final String[] COLOURS = {"#1f6fb2", "#c2410c", "#4d7c0f", "#7e22ce"};

    private final StringBuilder svg = new StringBuilder();
    private final List<StartUpCurve> startUps;
    private final List<GravimetryReport.Trumpet> trumpets;

    CurvesPicture(List<StartUpCurve> startUps, List<GravimetryReport.Trumpet> trumpets) {
        this.startUps = startUps;
        this.trumpets = trumpets;
    }

    String svg() {
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"820\""
                        + " viewBox=\"0 0 900 820\" font-family=\"sans-serif\" font-size=\"13\">\n"
                        + "<rect width=\"900\" height=\"820\" fill=\"white\"/>\n");
        drawStartUp(new Panel(50, 370));
        drawTrumpets(new Panel(450, 740));
        return svg.append("</svg>\n").toString();
    }

    private void drawStartUp(Panel panel) {
        double limit = 20;
        double hours = 0;
        for (StartUpCurve curve : startUps) {
            for (int i = 0; i < curve.flow().size(); i++) {
                limit = Math.max(limit, Math.abs(percent(curve.errorPartsPerMillion(i))));
            }
            hours = Math.max(hours, hours(curve));
        }
        panel.scaleY(limit);
        title(panel, "Start-up: error of the sampled flow, % of the set rate, over hours");
        for (int hour = 0; hour <= hours; hour += 4) {
            tickX(panel, LEFT + (RIGHT - LEFT) * hour / hours, Integer.toString(hour));
        }
        for (int i = 0; i < startUps.size(); i++) {
            drawSamples(panel, startUps.get(i), hours, i);
        }
    }

    private static double hours(StartUpCurve curve) {
        return (double) curve.flow().size() * curve.flow().periodNanos() / NANOS_PER_HOUR;
    }

    /** In steps: a sample is the mean over its whole time. */
    private void drawSamples(Panel panel, StartUpCurve curve, double hours, int index) {
        int samples = curve.flow().size();
        double width = (RIGHT - LEFT) * hours(curve) / hours / samples;
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < samples; i++) {
            double y = panel.y(percent(curve.errorPartsPerMillion(i)));
            point(points, LEFT + i * width, y);
            point(points, LEFT + (i + 1) * width, y);
        }
        line(points, COLOURS[index]);
    }

    private void drawTrumpets(Panel panel) {
        double limit = 5;
        double shortest = Double.MAX_VALUE;
        double longest = 0;
        for (GravimetryReport.Trumpet trumpet : trumpets) {
            for (TrumpetCurve.Point point : trumpet.curve().points()) {
                limit = Math.max(limit, Math.abs(percent(point.maxPartsPerMillion())));
                limit = Math.max(limit, Math.abs(percent(point.minPartsPerMillion())));
                shortest = Math.min(shortest, minutes(point));
                longest = Math.max(longest, minutes(point));
            }
        }
        panel.scaleY(limit);
        panel.scaleX(shortest, longest);
        title(panel, "Trumpet: greatest and least mean error, %, over the window in minutes");
        for (int i = 0; i < trumpets.size(); i++) {
            drawTrumpet(panel, trumpets.get(i), i);
        }
    }

    private void drawTrumpet(Panel panel, GravimetryReport.Trumpet trumpet, int index) {
        String colour = COLOURS[index % COLOURS.length];
        List<TrumpetCurve.Point> points = trumpet.curve().points();
        if (index == 0) {
            for (TrumpetCurve.Point point : points) {
                tickX(
                        panel,
                        panel.x(minutes(point)),
                        GravimetryReport.minutes(point.windowNanos()));
            }
        }
        edge(panel, points, TrumpetCurve.Point::maxPartsPerMillion, colour);
        edge(panel, points, TrumpetCurve.Point::minPartsPerMillion, colour);
        text(
                LEFT + 10 + index * 260,
                panel.bottom + 45,
                "start",
                String.format(
                        Locale.ROOT,
                        "%s: mean %s %%",
                        trumpet.name(),
                        GravimetryReport.percent(trumpet.curve().overallPartsPerMillion())),
                colour);
    }

    private void edge(
            Panel panel,
            List<TrumpetCurve.Point> points,
            ToLongFunction<TrumpetCurve.Point> error,
            String colour) {
        StringBuilder line = new StringBuilder();
        for (TrumpetCurve.Point point : points) {
            double x = panel.x(minutes(point));
            double y = panel.y(percent(error.applyAsLong(point)));
            point(line, x, y);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                            x,
                            y,
                            colour));
        }
        line(line, colour);
    }

    private void title(Panel panel, String title) {
        text(LEFT, panel.top - 12, "start", title, "black");
        for (double percent :
                new double[] {panel.limit, panel.limit / 2, 0, -panel.limit / 2, -panel.limit}) {
            double y = panel.y(percent);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#bbb\"/>%n",
                            LEFT,
                            y,
                            RIGHT,
                            y));
            text(
                    LEFT - 8,
                    y + 4,
                    "end",
                    String.format(Locale.ROOT, percent == 0 ? "%.0f" : "%+.1f", percent),
                    "black");
        }
    }

    private void tickX(Panel panel, double x, String label) {
        text(x, panel.bottom + 20, "middle", label, "black");
    }

    private void text(double x, double y, String anchor, String content, String colour) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                        x,
                        y,
                        anchor,
                        colour,
                        content.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private void line(StringBuilder points, String colour) {
        svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"")
                .append(colour)
                .append("\" points=\"")
                .append(points.toString().strip())
                .append("\"/>\n");
    }

    private static void point(StringBuilder points, double x, double y) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }

    private static double percent(long partsPerMillion) {
        return partsPerMillion / PARTS_PER_PERCENT;
    }

    private static double minutes(TrumpetCurve.Point point) {
        return (double) point.windowNanos() / NANOS_PER_MINUTE;
    }

    /**
     * A field of the picture, symmetric about zero, its time axis logarithmic where it is scaled.
     */
    private static final class Panel {
        final int top;
        final int bottom;
        double limit;
        private double shortest;
        private double longest;

        Panel(int top, int bottom) {
            this.top = top;
            this.bottom = bottom;
        }

        void scaleY(double newLimit) {
            limit = newLimit;
        }

        void scaleX(double newShortest, double newLongest) {
            shortest = newShortest;
            longest = newLongest;
        }

        double y(double percent) {
            return (top + bottom) / 2.0 - (bottom - top) / 2.0 * percent / limit;
        }

        double x(double minutes) {
            return LEFT
                    + (RIGHT - LEFT)
                            * StrictMath.log(minutes / shortest)
                            / StrictMath.log(longest / shortest);
        }
    }
}
