package io.pumprig.simulator.disk;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import java.util.Optional;

/**
 * Where a simulated run keeps its journal, over all the controllers that it starts. Each opens it
 * anew and closes it. One thread at a time.
 */
public interface RunJournal {

    /**
     * Opens it for the next controller.
     *
     * @throws JournalException when it cannot be opened
     */
    JournalStore open() throws JournalException;

    /**
     * What the controllers before left in it; only while it is open and not yet written to.
     *
     * @throws JournalException when it cannot be read, or nothing of it is whole (SR-15)
     */
    Optional<Resumable> left() throws JournalException;

    /**
     * Flips one bit of the newest checkpoint. Only while nobody has it open.
     *
     * @throws JournalException when there is nothing to damage
     */
    void flipABit() throws JournalException;
}
