package io.pumprig.hardware.gravimetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pumprig.hal.gravimetry.SampledFlow;
import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import io.pumprig.hal.gravimetry.WeightSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Tables and picture of the check vector of therapy reference 8.3. */
class GravimetryReportTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final SampledFlow FLOW = new SampledFlow(15 * MINUTE, 18, 22, 20, 24, 16, 20);

    @TempDir Path folder;
    private GravimetryReport report;

    @BeforeEach
    void open() throws Exception {
        report = new GravimetryReport(folder.resolve("new"));
    }

    private static GravimetryReport.Trumpet trumpet(String name) {
        List<Long> windows = List.of(15 * MINUTE, 30 * MINUTE, 45 * MINUTE);
        return new GravimetryReport.Trumpet(name, new TrumpetCurve(FLOW, 20, windows));
    }

    @Test
    void aTrumpetIsATableOfItsWindows() throws Exception {
        assertEquals(
                List.of(
                        "profile,windowMinutes,maxPercent,minPercent",
                        "vector,15,20,-20",
                        "vector,30,10,-10",
                        "vector,45,10,0",
                        "vector,all,0,0"),
                Files.readAllLines(report.trumpets(List.of(trumpet("vector")))));
    }

    @Test
    void aFlowIsATableOfItsSamples() throws Exception {
        List<String> rows = Files.readAllLines(report.flow(FLOW, 20));
        assertEquals("seconds,picolitresPerDay,errorPercent", rows.get(0));
        assertEquals("900,18,-10", rows.get(1));
        assertEquals("5400,20,0", rows.get(6));
        assertEquals(7, rows.size());
    }

    @Test
    void weightsAreTheBalancesOwn() throws Exception {
        assertEquals(
                List.of("seconds,micrograms", "0,100", "0.5,101", "1,99"),
                Files.readAllLines(report.weights(new WeightSeries(500_000_000L, 100, 101, 99))));
    }

    @Test
    void thePictureHasEachCurveAndWhatItIsCalled() throws Exception {
        Path file =
                report.picture(
                        List.of(new StartUpCurve(FLOW, 20)),
                        List.of(trumpet("a < b"), trumpet("other")));
        Document picture =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());

        NodeList lines = picture.getElementsByTagName("polyline");
        assertEquals(5, lines.getLength(), "a start-up, and two edges of each trumpet");
        assertEquals(12, points(lines, 0), "both ends of six samples");
        assertEquals(3, points(lines, 1), "a point for each window");
        assertFalse(Files.readString(file).contains("NaN"));
        NodeList texts = picture.getElementsByTagName("text");
        assertEquals("other: mean 0 %", texts.item(texts.getLength() - 1).getTextContent());
    }

    private static int points(NodeList lines, int index) {
        return ((Element) lines.item(index)).getAttribute("points").split(" ").length;
    }
}
