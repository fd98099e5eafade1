package io.pumprig.hardware.virtualpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a guest's run left behind.
 *
 * @param folder the guest's {@code /results}; empty when the guest did not come to its end
 * @param exitCode of the job, or -1 when it did not end in time
 * @param console all that the guest said, line by line
 */
record GuestResults(Path folder, int exitCode, List<String> console) {
    /** Where a job's tests write their reports, below the results. */
    static final String REPORTS = "reports";

    GuestResults {
        console = List.copyOf(console);
    }

    /** Each test that ran in the guest, by name, with its outcome there. */
    Stream<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        Path reports = folder.resolve(REPORTS);
        if (Files.isDirectory(reports)) {
            for (Path report : Folders.files(reports)) {
                if (report.toString().endsWith(".xml")) {
                    read(report, tests);
                }
            }
        }
        if (tests.isEmpty()) {
            throw new AssertionFailedError(
                    "no test ran in the guest; the job's exit code is "
                            + exitCode
                            + "; it said last:\n"
                            + String.join("\n", lastWords()));
        }
        return tests.stream();
    }

    /** Lines of a file that the job left in its results. */
    List<String> lines(String name) {
        try {
            return Files.readAllLines(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("the guest left no " + name, e);
        }
    }

    /** The exit code that the job wrote down for one of its programs. */
    int code(String program) {
        return Integer.parseInt(lines(program + ".code").get(0));
    }

    /** The end of what it said. */
    List<String> lastWords() {
        return console.subList(Math.max(0, console.size() - 30), console.size());
    }

    private static void read(Path report, List<DynamicTest> tests) {
        try {
            NodeList cases =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(report.toFile())
                            .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                tests.add(test((Element) cases.item(i)));
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + report, e);
        }
    }

    private static DynamicTest test(Element testCase) {
        String type = testCase.getAttribute("classname");
        String name =
                type.substring(type.lastIndexOf('.') + 1) + "." + testCase.getAttribute("name");
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    for (String failure : List.of("failure", "error")) {
                        NodeList found = testCase.getElementsByTagName(failure);
                        if (found.getLength() > 0) {
                            throw new AssertionFailedError(
                                    "in the guest: " + found.item(0).getTextContent());
                        }
                    }
                    if (testCase.getElementsByTagName("skipped").getLength() > 0) {
                        throw new TestAbortedException("skipped in the guest");
                    }
                });
    }
}
