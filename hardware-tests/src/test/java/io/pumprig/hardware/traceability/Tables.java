package io.pumprig.hardware.traceability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known before any test runs: the tables beside the controller's tests. */
record Tables(
        List<Hazard> hazards,
        List<Requirement> requirements,
        List<Fault> faults,
        List<NotMet> notMet,
        List<Case> cases,
        List<Excuse> excuses) {

    record Hazard(String id, String title, String harm) {}

    /**
     * @param hazards identifiers of the hazards that it controls
     */
    record Requirement(String id, List<String> hazards, String title, String threshold) {}

    record Fault(String id, String name, String detectionLimit) {}

    /**
     * What this rig cannot meet of a requirement, or show of a fault.
     *
     * @param whole true when nothing of it can be, so that no test is asked for
     */
    record NotMet(String id, boolean whole, String part, String reason) {}

    /** One way in which a protection can act wrongly (SR-76). */
    record Case(String name, String proves) {}

    /** Why one case does not apply to one alarm. */
    record Excuse(String alarm, String caseName, String reason) {
        String cell() {
            return alarm + ":" + caseName;
        }
    }

    /** Reads all of them from that folder. */
    static Tables read(Path folder) throws IOException {
        List<Hazard> hazards = new ArrayList<>();
        for (var row : CsvTable.read(folder.resolve("hazards.csv"), "id", "title", "harm").rows()) {
            hazards.add(new Hazard(row.get("id"), row.get("title"), row.get("harm")));
        }
        List<Fault> faults = new ArrayList<>();
        for (var row : CsvTable.read(folder.resolve("faults.csv"), FAULT_COLUMNS).rows()) {
            faults.add(new Fault(row.get("id"), row.get("name"), row.get("detectionLimit")));
        }
        List<Case> cases = new ArrayList<>();
        for (var row : CsvTable.read(folder.resolve("cases.csv"), "case", "proves").rows()) {
            cases.add(new Case(row.get("case"), row.get("proves")));
        }
        List<Excuse> excuses = new ArrayList<>();
        for (var row : CsvTable.read(folder.resolve("protection-cases.csv"), EXCUSES).rows()) {
            excuses.add(new Excuse(row.get("alarm"), row.get("case"), row.get("reason")));
        }
        return new Tables(hazards, requirements(folder), faults, notMet(folder), cases, excuses);
    }

    private static final String[] FAULT_COLUMNS = {"id", "name", "detectionLimit", "sources"};
    private static final String[] EXCUSES = {"alarm", "case", "reason"};

    private static List<Requirement> requirements(Path folder) throws IOException {
        List<Requirement> requirements = new ArrayList<>();
        CsvTable table =
                CsvTable.read(
                        folder.resolve("requirements.csv"), "id", "hazard", "title", "threshold");
        for (Map<String, String> row : table.rows()) {
            requirements.add(
                    new Requirement(
                            row.get("id"),
                            hazardsOf(row.get("hazard")),
                            row.get("title"),
                            row.get("threshold")));
        }
        return requirements;
    }

    /** {@code H-01/3} are two hazards. */
    static List<String> hazardsOf(String written) {
        List<String> hazards = new ArrayList<>();
        for (String number : written.substring("H-".length()).split("/")) {
            hazards.add(number.length() == 1 ? "H-0" + number : "H-" + number);
        }
        return hazards;
    }

    private static List<NotMet> notMet(Path folder) throws IOException {
        List<NotMet> notMet = new ArrayList<>();
        CsvTable table =
                CsvTable.read(folder.resolve("not-met.csv"), "id", "extent", "part", "reason");
        for (Map<String, String> row : table.rows()) {
            String extent = row.get("extent");
            if (!extent.equals("whole") && !extent.equals("part")) {
                throw new IllegalArgumentException(
                        "not-met.csv: extent of "
                                + row.get("id")
                                + " is "
                                + extent
                                + "; allowed are whole, part");
            }
            notMet.add(
                    new NotMet(
                            row.get("id"),
                            extent.equals("whole"),
                            row.get("part"),
                            row.get("reason")));
        }
        return notMet;
    }

    List<NotMet> notMetOf(String id) {
        return notMet.stream().filter(one -> one.id().equals(id)).toList();
    }
}
