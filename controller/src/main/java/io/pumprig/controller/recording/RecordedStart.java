package io.pumprig.controller.recording;

import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.CheckpointText;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.DrugLibraryException;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.settings.SettingsException;

/**
 * What a recorded session began with.
 *
 * @param session who ran it, with which software
 * @param rig on what
 * @param library the drugs that could be prescribed
 * @param prescription what was to be delivered
 * @param override who went beyond a soft limit of a new therapy, and why; null for nobody
 * @param last the checkpoint that it resumed from, or null
 * @param fallback what was passed over for that one, or null
 */
public record RecordedStart(
        JournalStore.Session session,
        RecordedRig rig,
        DrugLibrary library,
        Prescription prescription,
        LimitOverride override,
        Checkpoint last,
        Resumable.Fallback fallback) {

    /** The cycle before the first. */
    public long firstCycle() {
        return last == null ? 0 : last.cycle;
    }

    String text() {
        Lines into = new Lines();
        into.put("software", session.version())
                .put("session", session.id())
                .put("backend", session.backend())
                .put("begun_utc_millis", session.utcMillis())
                .put("fields", FrameLayout.SIZE);
        rig.write(into);
        RecordedPrescription.write(prescription, into);
        into.put("library", library.text()).put("library_sha256", library.digest());
        if (override != null) {
            into.put("override_by", override.by()).put("override_why", override.why());
        }
        if (last != null) {
            into.put("checkpoint", CheckpointText.of(last));
        }
        if (fallback != null) {
            into.put("fallback_skipped", fallback.skipped())
                    .put("fallback_beyond_lease", fallback.beyondLease())
                    .put("fallback_reason", fallback.reason());
        }
        return into.text();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when something is missing or cannot be
     */
    static RecordedStart parse(String text) {
        Lines from = Lines.parse(text);
        if (from.number("fields") != FrameLayout.SIZE) {
            throw new IllegalArgumentException(
                    "fields: found " + from.number("fields") + "; allowed " + FrameLayout.SIZE);
        }
        return new RecordedStart(
                new JournalStore.Session(
                        from.text("session"),
                        from.text("backend"),
                        from.text("software"),
                        from.number("begun_utc_millis")),
                RecordedRig.read(from),
                library(from),
                RecordedPrescription.read(from),
                RecordedOrder.override(from),
                from.has("checkpoint") ? CheckpointText.read(from.text("checkpoint")) : null,
                from.has("fallback_skipped")
                        ? new Resumable.Fallback(
                                Math.toIntExact(from.number("fallback_skipped")),
                                from.flag("fallback_beyond_lease"),
                                from.text("fallback_reason"))
                        : null);
    }

    private static DrugLibrary library(Lines from) {
        try {
            return DrugLibrary.recorded(
                    "library", from.text("library"), from.text("library_sha256"));
        } catch (DrugLibraryException | SettingsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
