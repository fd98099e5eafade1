package io.pumprig.controller.check;

import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.rig.RigWiring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A check as text that can be kept: who was checked, when and by what, then the same table that was
 * shown.
 *
 * @param utcMillis when it began, as the host believes
 * @param wiring the rig
 * @param facts of the host
 * @param version of the program
 */
public record CheckReport(long utcMillis, RigWiring wiring, BoardFacts facts, String version) {

    /** The lines of the report. */
    public List<String> lines(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        lines.add("pumprig-controller check");
        lines.add("date     " + Instant.ofEpochMilli(utcMillis));
        lines.add("rig      " + wiring.rig());
        lines.add("version  " + version);
        lines.add("java     " + facts.java());
        lines.add("board    " + facts.model() + ", kernel " + facts.kernel());
        lines.add("");
        lines.add(FindingTable.header().stripTrailing());
        for (Finding finding : findings) {
            lines.addAll(FindingTable.lines(finding));
        }
        lines.add("");
        lines.add(FindingTable.summary(findings));
        return lines;
    }
}
