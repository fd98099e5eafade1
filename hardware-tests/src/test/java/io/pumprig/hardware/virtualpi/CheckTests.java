package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/**
 * What {@code pumprig-controller check} found in the guest ({@code check.sh}): nothing wrong with
 * the rig as it is, and each planted mistake once, by the check that should catch it.
 */
final class CheckTests {
    private CheckTests() {}

    /** A job that ends with the checks of these names, functions of {@code check.sh}. */
    static GuestJob job(GuestJob begun, String... names) {
        GuestJob job = begun.rig().controller().script("hands.sh").script("check.sh");
        for (String name : names) {
            job.shell(name);
        }
        return job;
    }

    static DynamicTest asItIs(GuestResults results) {
        return dynamicTest(
                "aSoundRigPassesTheWholeTable",
                () -> {
                    List<String> table = results.lines("as-it-is.txt");
                    assertEquals(0, results.code("as-it-is"), () -> String.join("\n", table));
                    String last = table.get(table.size() - 1);
                    assertTrue(last.endsWith(" WARN, 0 FAIL"), last);
                    expect(
                            table,
                            "OK    revolution       i2c-1 0x36               "
                                    + "3200 pulses, 3200 seen by the driver, rotor 409");
                    expect(table, "OK    enable watchdog  GPIO18 ");
                    expect(table, "OK    bubble detector  GPIO25 ");
                });
    }

    static DynamicTest absentChip(GuestResults results) {
        return mistake(
                results,
                "absent-chip",
                "FAIL  encoder as5600   i2c-1 0x36               nobody answers",
                "look at the part's plug");
    }

    static DynamicTest wrongAddress(GuestResults results) {
        return mistake(
                results,
                "wrong-address",
                "FAIL  pressure ads1115 i2c-1 0x49               "
                        + "nobody answers here, but at 0x48",
                "in the rig file write pressure: address: 0x48");
    }

    static DynamicTest stepAndDirSwapped(GuestResults results) {
        return mistake(
                results,
                "step-and-dir-swapped",
                "FAIL  step and dir     GPIO27 GPIO17            "
                        + "swapped: GPIO27 reaches DIR, GPIO17 reaches STEP",
                "swap the two wires");
    }

    static DynamicTest magnetMissing(GuestResults results) {
        return mistake(
                results,
                "magnet-missing",
                "FAIL  encoder magnet   i2c-1 0x36               no magnet: STATUS MD is 0",
                "glue a diametric magnet");
    }

    private static DynamicTest mistake(
            GuestResults results, String name, String failure, String remedy) {
        return dynamicTest(
                "thePlantedMistakeIsFound: " + name,
                () -> {
                    List<String> table = results.lines(name + ".txt");
                    assertEquals(1, results.code(name), () -> String.join("\n", table));
                    assertEquals(
                            1,
                            table.stream().filter(line -> line.startsWith("FAIL")).count(),
                            () -> String.join("\n", table));
                    int at = expect(table, failure);
                    String below = table.get(at + 1).strip();
                    assertTrue(below.startsWith("-> " + remedy), below);
                });
    }

    /** Place of the line that begins so. */
    private static int expect(List<String> table, String start) {
        for (int i = 0; i < table.size(); i++) {
            if (table.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError(
                "no line begins with '" + start + "':\n" + String.join("\n", table));
    }
}
