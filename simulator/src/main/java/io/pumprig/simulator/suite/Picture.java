package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.scenario.SimulatedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A run as a picture, plain SVG: line pressure and dose (ordered, believed, true) over time, with
 * every alarm and the first failure marked.
 */
final class Picture {
    private static final int POINTS = 600;
    private static final double LEFT = 70;
    private static final double WIDTH = 860;
    private static final double HEIGHT = 200;
    private static final double TOP = 40;
    private static final double GAP = 60;

    private final Scenario scenario;
    private final ScenarioResult result;
    private final long stride;
    private final List<Point> points = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private long listed;

    private record Point(
            double hours, double kilopascals, double ordered, double believed, double truth) {}

    private record Note(double hours, String text) {}

    Picture(Scenario scenario, ScenarioResult result) {
        this.scenario = scenario;
        this.result = result;
        stride = Math.max(1, result.cycles() / POINTS);
    }

    void look(SimulatedRun run) {
        long now = run.controller().loop().alarms().listed();
        for (long rest = now & ~listed; rest != 0; rest &= rest - 1) {
            notes.add(new Note(hours(run), Alarm.of(Long.numberOfTrailingZeros(rest)).toString()));
        }
        listed = now;
        if (run.cycle() % stride == 0) {
            points.add(
                    new Point(
                            hours(run),
                            run.rig().plant().linePressureKilopascals(),
                            run.controller().loop().planner().orderedPicograms() / 1e6,
                            run.controller().loop().planner().believedPicograms() / 1e6,
                            run.rig().plant().tipMicrograms()));
        }
    }

    private static double hours(SimulatedRun run) {
        return run.cycle() * run.periodNanos() / 3.6e12;
    }

    void write(Path file) throws IOException {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 600\"")
                .append(" font-family=\"sans-serif\" font-size=\"12\">\n")
                .append("<rect width=\"960\" height=\"600\" fill=\"white\"/>\n");
        text(svg, LEFT, 20, scenario.name() + ", seed " + result.seed() + ", backend sim");
        panel(svg, TOP, "line pressure, kPa", List.of(new Line("#1f5fa8", Point::kilopascals)));
        panel(
                svg,
                TOP + HEIGHT + GAP,
                "dose, mcg: ordered grey, believed blue, true black",
                List.of(
                        new Line("#999999", Point::ordered),
                        new Line("#1f5fa8", Point::believed),
                        new Line("#000000", Point::truth)));
        svg.append("</svg>\n");
        Files.writeString(file, svg);
    }

    private record Line(String colour, ToDoubleFunction<Point> value) {}

    private void panel(StringBuilder svg, double top, String title, List<Line> lines) {
        double mostHours =
                Math.max(1e-9, points.isEmpty() ? 0 : points.get(points.size() - 1).hours);
        double least = 0;
        double most = 1e-9;
        for (Line line : lines) {
            for (Point point : points) {
                least = Math.min(least, line.value.applyAsDouble(point));
                most = Math.max(most, line.value.applyAsDouble(point));
            }
        }
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" fill=\"none\""
                                + " stroke=\"#666\"/>%n",
                        LEFT,
                        top,
                        WIDTH,
                        HEIGHT));
        text(svg, LEFT + 4, top - 4, title);
        text(svg, 4, top + 10, String.format(Locale.ROOT, "%.4g", most));
        text(svg, 4, top + HEIGHT, String.format(Locale.ROOT, "%.4g", least));
        text(svg, LEFT, top + HEIGHT + 14, "0 h");
        text(
                svg,
                LEFT + WIDTH - 50,
                top + HEIGHT + 14,
                String.format(Locale.ROOT, "%.4g h", mostHours));
        for (Line line : lines) {
            svg.append("<polyline fill=\"none\" stroke=\"")
                    .append(line.colour)
                    .append("\" points=\"");
            for (Point point : points) {
                double y =
                        top
                                + HEIGHT
                                        * (1
                                                - (line.value.applyAsDouble(point) - least)
                                                        / (most - least));
                svg.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                LEFT + WIDTH * point.hours / mostHours,
                                y));
            }
            svg.append("\"/>\n");
        }
        double lower = top + 12;
        for (Note note : notes) {
            double x = LEFT + WIDTH * Math.min(1, note.hours / mostHours);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$.0f\" y2=\"%3$.0f\""
                                    + " stroke=\"#b00020\" stroke-dasharray=\"4 3\"/>%n",
                            x,
                            top,
                            top + HEIGHT));
            text(svg, Math.min(x + 3, LEFT + WIDTH - 160), lower, note.text);
            lower = lower + 14 > top + HEIGHT ? top + 12 : lower + 14;
        }
    }

    private static void text(StringBuilder svg, double x, double y, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\">", x, y))
                .append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</text>\n");
    }
}
