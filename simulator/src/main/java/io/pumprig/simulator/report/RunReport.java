package io.pumprig.simulator.report;

import io.pumprig.controller.journal.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** The report of a run: {@code report.html} and CSV files beside it, made from its files alone. */
public final class RunReport {
    private static final String PAGE = "report.html";

    /** About how much is done when the tables are begun, and when the page is. */
    private static final long TABLES = 800;

    private static final long PAGE_BEGUN = 950;

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
        return write(state, directory, profile, permille -> {});
    }

    /**
     * The same, for somebody who waits for it.
     *
     * @param permille is told about how much is done
     */
    public static Path write(
            Path state, Path directory, WindowProfile profile, LongConsumer permille)
            throws IOException, JournalException {
        RunRecord run = RecordReader.read(state, permille);
        permille.accept(TABLES);
        Files.createDirectories(directory);
        RunTables.write(directory, run);
        permille.accept(PAGE_BEGUN);
        Path page = directory.resolve(PAGE);
        Files.writeString(page, RunPage.of(run, profile.label()), StandardCharsets.UTF_8);
        return page;
    }
}
