package io.pumprig.controller.check;

import java.util.List;
import java.util.Locale;

/**
 * Findings as lines of a table, each complete in itself, so that they can be shown as they come.
 */
public final class FindingTable {
    private static final String COLUMNS = "%-5s %-16s %-24s %s";
    private static final String REMEDY = "%-5s %-16s %-24s -> %s";

    private FindingTable() {}

    /** The names of the columns. */
    public static String header() {
        return String.format(Locale.ROOT, COLUMNS, "", "part", "place", "found");
    }

    /** A finding: one line, and the remedy in a second where there is one. */
    public static List<String> lines(Finding finding) {
        String first =
                String.format(
                        Locale.ROOT,
                        COLUMNS,
                        finding.grade(),
                        finding.part(),
                        finding.place(),
                        finding.found());
        return finding.remedy().isEmpty()
                ? List.of(first)
                : List.of(first, String.format(Locale.ROOT, REMEDY, "", "", "", finding.remedy()));
    }

    /** How many of each grade there are, in words. */
    public static String summary(List<Finding> findings) {
        return count(findings, Finding.Grade.OK)
                + " OK, "
                + count(findings, Finding.Grade.WARN)
                + " WARN, "
                + count(findings, Finding.Grade.FAIL)
                + " FAIL";
    }

    private static long count(List<Finding> findings, Finding.Grade grade) {
        return findings.stream().filter(finding -> finding.grade() == grade).count();
    }
}
