package io.pumprig.simulator.dashboard;

import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.time.WallWatch;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells how things stand with broker and rig, and what strangers send: on the page at once, in the
 * log once. Used by one thread.
 */
final class LinkNews {
    private static final double BEAT_SECONDS = 2;
    private static final double TROUBLE_SECONDS = 1;
    private static final double SAME_TROUBLE_SECONDS = 60;

    /** What is over before is not told in the log: runs begin and end, and machines are busy. */
    private static final double LOGGED_SECONDS = 5;

    private final Board board;
    private final Consumer<String> log;
    private RigWatch.View shown;
    private WallWatch sinceShown = new WallWatch();
    private WallWatch sinceGood = new WallWatch();
    private String logged;
    private String trouble;
    private WallWatch sinceTrouble;
    private String loggedTrouble;
    private WallWatch sinceLoggedTrouble;

    LinkNews(Board board, Consumer<String> log) {
        this.board = board;
        this.log = log;
    }

    /** Takes a look, at least a few times a second. */
    void look(RigWatch.View view) {
        boolean changed =
                shown == null
                        || view.link() != shown.link()
                        || view.rig() != shown.rig()
                        || !view.text().equals(shown.text());
        if (changed || sinceShown.seconds() >= BEAT_SECONDS) {
            shown = view;
            sinceShown = new WallWatch();
            ObjectNode link = Json.object();
            link.put("state", lower(view.link()));
            link.put("text", view.text());
            link.put("rig", lower(view.rig()));
            link.put("stateAgeMs", view.stateAgeMillis());
            board.put("link", "link", Json.bytes(link));
        }
        log(view);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private void log(RigWatch.View view) {
        if (view.rig() == RigWatch.Standing.READY) {
            if (logged != null) {
                logged = null;
                log.accept("dashboard: " + view.text());
            }
            sinceGood = new WallWatch();
            return;
        }
        String kind = view.link() + " " + view.rig();
        boolean lasts = sinceGood.seconds() >= LOGGED_SECONDS;
        if ((lasts || view.link() == RigWatch.Link.REFUSED) && !kind.equals(logged)) {
            logged = kind;
            log.accept("dashboard: " + view.text());
        }
    }

    /** Notes what was not taken, to be told with the next look. */
    void trouble(String sentence) {
        trouble = sentence;
    }

    /** Tells the newest trouble, once a second however much there is. */
    void tellTrouble() {
        if (trouble == null || sinceTrouble != null && sinceTrouble.seconds() < TROUBLE_SECONDS) {
            return;
        }
        sinceTrouble = new WallWatch();
        board.put("trouble", "trouble", Json.text(trouble));
        if (!trouble.equals(loggedTrouble)
                || sinceLoggedTrouble.seconds() >= SAME_TROUBLE_SECONDS) {
            loggedTrouble = trouble;
            sinceLoggedTrouble = new WallWatch();
            log.accept("dashboard: " + trouble);
        }
        trouble = null;
    }
}
