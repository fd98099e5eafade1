package io.pumprig.simulator.report;

import io.pumprig.controller.journal.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report of a run: {@code report.html} and CSV files beside it, made from its files alone. */
public final class RunReport {
    private static final String PAGE = "report.html";

    private RunReport() {}

    /**
     * Writes it, in place of one that is there.
     *
     * @param state the state directory of a run, or a folder with its journal and trend
     * @param directory where it goes; made where it is not there
     * @param profile window profile that the page shows first
     * @return the page
     * @throws JournalException when the journal cannot be read, or is none
     * @throws IOException when a trend cannot be read, or the report not written
     */
    public static Path write(Path state, Path directory, WindowProfile profile)
            throws IOException, JournalException {
        RunRecord run = RecordReader.read(state);
        Files.createDirectories(directory);
        RunTables.write(directory, run);
        Path page = directory.resolve(PAGE);
        Files.writeString(page, RunPage.of(run, profile.label()), StandardCharsets.UTF_8);
        return page;
    }
}
