package io.pumprig.simulator.suite;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as JUnit XML, in the form that GitLab and Jenkins read: a suite for each file. */
public final class JunitXml {
    private JunitXml() {}

    /**
     * Writes the file.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, List<ScenarioResult> results) throws IOException {
        Map<String, List<ScenarioResult>> suites = new LinkedHashMap<>();
        for (ScenarioResult result : results) {
            suites.computeIfAbsent(result.scenario().file(), name -> new ArrayList<>()).add(result);
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            newline(xml, 0);
            xml.writeStartElement("testsuites");
            sums(xml, results);
            for (Map.Entry<String, List<ScenarioResult>> suite : suites.entrySet()) {
                suite(xml, suite.getKey(), suite.getValue());
            }
            newline(xml, 0);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void suite(XMLStreamWriter xml, String name, List<ScenarioResult> results)
            throws XMLStreamException {
        newline(xml, 1);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(name));
        sums(xml, results);
        for (ScenarioResult result : results) {
            test(xml, name, result);
        }
        newline(xml, 1);
        xml.writeEndElement();
    }

    private static void sums(XMLStreamWriter xml, List<ScenarioResult> results)
            throws XMLStreamException {
        long failed = results.stream().filter(result -> !result.isPassed()).count();
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", Long.toString(failed));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute(
                "time", seconds(results.stream().mapToDouble(ScenarioResult::wallSeconds).sum()));
    }

    private static void test(XMLStreamWriter xml, String suite, ScenarioResult result)
            throws XMLStreamException {
        newline(xml, 2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", clean(result.title()));
        xml.writeAttribute("classname", clean(suite));
        xml.writeAttribute("time", seconds(result.wallSeconds()));
        if (!result.isPassed()) {
            newline(xml, 3);
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(result.failures().get(0)));
            xml.writeCharacters(clean(String.join("\n", result.failures())));
            xml.writeEndElement();
        }
        newline(xml, 3);
        xml.writeStartElement("system-out");
        xml.writeCharacters(
                clean(
                        "seed "
                                + result.seed()
                                + ", trace hash "
                                + result.traceHash()
                                + "\n"
                                + String.join("\n", result.detections())));
        xml.writeEndElement();
        newline(xml, 2);
        xml.writeEndElement();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** Characters that XML 1.0 does not have are shown as a question mark. */
    private static String clean(String text) {
        return text.codePoints()
                .map(
                        c ->
                                c == 0x9
                                                || c == 0xA
                                                || c == 0xD
                                                || c >= 0x20 && c != 0xFFFE && c != 0xFFFF
                                        ? c
                                        : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void newline(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
