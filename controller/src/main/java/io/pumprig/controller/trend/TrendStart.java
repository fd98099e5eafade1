package io.pumprig.controller.trend;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.order.Mode;
import io.pumprig.hal.device.PumpHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * What a trend begins with: whose it is, how long its rows are, and the lists by which its numbers
 * are read, so that a file outlives the software that wrote it.
 *
 * @param session who ran, with which software
 * @param rig name of the rig
 * @param rigHash SHA-256 over the rig's wiring, or empty
 * @param libraryHash SHA-256 of the drug library
 * @param seed where chance came from, or null on a bench
 * @param head the pump head
 * @param periodNanos period of the cycle
 * @param binNanos time of a row
 * @param originNanos rows end where a whole number of them have passed since
 * @param beginNanos the rig's time at which the session began
 * @param firstCycle the cycle before its first
 */
public record TrendStart(
        JournalStore.Session session,
        String rig,
        String rigHash,
        String libraryHash,
        Long seed,
        PumpHead head,
        long periodNanos,
        long binNanos,
        long originNanos,
        long beginNanos,
        long firstCycle) {
    /** The usual time of a row: a sample of the bedside profile (therapy reference 8.3). */
    public static final long USUAL_BIN_NANOS = 30_000_000_000L;

    /** A turn of the head has that many strokes: its rollers (therapy reference 9.9). */
    public static final int STROKES_PER_REVOLUTION = 4;

    public TrendStart {
        if (binNanos < periodNanos) {
            throw new IllegalArgumentException(
                    "a row of " + binNanos + " ns, allowed from " + periodNanos);
        }
    }

    /** SHA-256 of a text, in hexadecimal. */
    public static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }

    String text() {
        Lines into =
                new Lines()
                        .put("software", session.version())
                        .put("session", session.id())
                        .put("backend", session.backend())
                        .put("begun_utc_millis", session.utcMillis())
                        .put("rig", rig)
                        .put("rig_sha256", rigHash)
                        .put("library_sha256", libraryHash)
                        .put("microsteps_per_revolution", head.microstepsPerRevolution())
                        .put("picolitres_per_revolution", head.picolitresPerRevolution())
                        .put("strokes_per_revolution", STROKES_PER_REVOLUTION)
                        .put("period_nanos", periodNanos)
                        .put("bin_nanos", binNanos)
                        .put("origin_nanos", originNanos)
                        .put("begin_nanos", beginNanos)
                        .put("first_cycle", firstCycle)
                        .put("columns", names(TrendColumn.values(), TrendColumn::label))
                        .put("lateness_classes", Lateness.CLASSES)
                        .put("modes", names(Mode.values(), Mode::label))
                        .put("reactions", names(Reaction.values(), Reaction::label))
                        .put("alarms", names(Alarm.values(), Alarm::name));
        if (seed != null) {
            into.put("seed", seed);
        }
        return into.text();
    }

    private static <T> String names(T[] all, Function<T, String> name) {
        return String.join(",", Arrays.stream(all).map(name).toList());
    }

    /** What {@link #text} put together. */
    static TrendStart read(Lines from) {
        return new TrendStart(
                new JournalStore.Session(
                        from.text("session"),
                        from.text("backend"),
                        from.text("software"),
                        from.number("begun_utc_millis")),
                from.text("rig"),
                from.text("rig_sha256"),
                from.text("library_sha256"),
                from.has("seed") ? from.number("seed") : null,
                new PumpHead(
                        Math.toIntExact(from.number("microsteps_per_revolution")),
                        from.number("picolitres_per_revolution")),
                from.number("period_nanos"),
                from.number("bin_nanos"),
                from.number("origin_nanos"),
                from.number("begin_nanos"),
                from.number("first_cycle"));
    }

    /** A list of the head. */
    static List<String> list(Lines from, String name) {
        return List.of(from.text(name).split(","));
    }
}
