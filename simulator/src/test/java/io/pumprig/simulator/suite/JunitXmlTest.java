package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitXmlTest {
    @TempDir private Path folder;

    private static ScenarioResult result(String name, List<String> failures) {
        Scenario scenario =
                SuiteFixture.scenario(
                        "name: \""
                                + name
                                + "\"\n"
                                + SuiteFixture.THERAPY
                                + "run: 1 min\nrequirements: [SR-01, F-02]\n");
        return new ScenarioResult(
                scenario, 1, failures, -1, 6_000, 60_000_000_000L, "abc", Map.of(), List.of(), 0.5);
    }

    @Test
    void isWellFormedWithFailuresAndOddCharacters() throws Exception {
        Path file = folder.resolve("junit.xml");
        String odd = "a < b & \\\"c\\\" ]]> \\u0001 \\u00e9 \\ud83d\\ude00";
        JunitXml.write(
                file,
                List.of(
                        result("good", List.of()),
                        result(odd, List.of("found \u0000 <x> & ]]>", "and another"))));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        Element good = (Element) document.getElementsByTagName("testcase").item(0);
        assertEquals("good", good.getAttribute("name"));
        assertEquals(0, good.getElementsByTagName("failure").getLength());
        Element bad = (Element) document.getElementsByTagName("testcase").item(1);
        assertTrue(bad.getAttribute("name").startsWith("a < b & \"c\" ]]> ? \u00e9 "));
        String failure = bad.getElementsByTagName("failure").item(0).getTextContent();
        assertTrue(failure.contains("<x> & ]]>"), failure);
        assertTrue(failure.contains("and another"), failure);
        assertTrue(Files.readString(file).startsWith("<?xml"));
    }
}
