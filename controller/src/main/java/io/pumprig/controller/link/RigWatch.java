package io.pumprig.controller.link;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/**
 * Follows a rig for as long as it likes, from the far end of its link: connects again by itself,
 * tells in plain sentences what is in the way, and asks for verbs. Whoever else writes to the
 * broker can neither stop it nor fill its memory. Close it to end it.
 */
public final class RigWatch implements AutoCloseable {
    private static final String ROOT_STATUS = LinkSettings.ROOT + "+/status";
    private static final String[] TOPICS = {
        "state", "truth", "event/+", "alarm/+", "meta/limits", "meta/faults", "fault/active"
    };
    private static final long FIRST_BACK_OFF_MILLIS = 250;
    private static final long MOST_BACK_OFF_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 100;
    private static final long JOIN_MILLIS = 2_000;

    /** What a broker keeps comes at once; who has not been heard of by then is not there. */
    private static final long SETTLED_NANOS = 2_000_000_000L;

    private static final long CHOICE_NANOS = 500_000_000L;

    private final LinkSettings settings;
    private final KnownRigs rigs = new KnownRigs();
    private final Inflow inflow = new Inflow();
    private final Questions questions;
    private final Thread thread = new Thread(this::run, "rig-watch");
    private final Object pause = new Object();

    private volatile PahoConnection connection;
    private volatile LinkTrouble trouble;
    private volatile String rig;
    private volatile long joins;
    private volatile long joinedNanos;
    private volatile long listeningNanos;
    private volatile long stateNanos;
    private volatile boolean stateHeard;
    private volatile boolean closed;

    /**
     * A message of the rig.
     *
     * @param join counts the times that the rig's topics were subscribed to: after each of them all
     *     that a broker keeps is told anew, and what is not told is gone
     * @param topic what follows the rig in the topic, such as {@code event/alarm}
     * @param payload as it came
     */
    public record Heard(long join, String topic, byte[] payload) {}

    /** What is between us and the broker. */
    public enum Link {
        CONNECTING,
        CONNECTED,
        LOST,
        REFUSED
    }

    /** What is known of the rig. */
    public enum Standing {
        READY,
        SILENT,
        LOST,
        OFFLINE,
        STOPPING,
        UNKNOWN
    }

    /**
     * How things stand.
     *
     * @param text a sentence for a person
     * @param name of the rig, or null while it is not known which
     * @param backend {@code sim} or {@code bench}, or null while it is not known
     * @param known names of the rigs that the broker knows
     * @param stateAgeMillis since the rig last said its state, or -1 for never
     * @param joins as in {@link Heard}
     */
    public record View(
            Link link,
            Standing rig,
            String text,
            String name,
            String backend,
            List<String> known,
            long stateAgeMillis,
            long joins) {}

    /**
     * Begins to follow a rig.
     *
     * @param broker as in {@link LinkSettings}
     * @param rig its name, or null for the only one at that broker
     * @param login as whom, and which broker is trusted
     * @param role begins the client's name, such as {@code dashboard}
     * @throws IllegalArgumentException when broker or rig are not written as they must be
     */
    public RigWatch(String broker, String rig, BrokerLogin login, String role) {
        settings = LinkSettings.ofClient(broker, rig == null ? "-" : rig, login, role);
        questions = new Questions(settings, () -> connection);
        this.rig = rig;
        thread.setDaemon(true);
        thread.start();
    }

    private String topic(String suffix) {
        return LinkSettings.ROOT + rig + "/" + suffix;
    }

    private void run() {
        long backOffMillis = FIRST_BACK_OFF_MILLIS;
        while (!closed) {
            if (join()) {
                backOffMillis = FIRST_BACK_OFF_MILLIS;
                follow();
                PahoConnection gone = connection;
                connection = null;
                if (closed) {
                    gone.close();
                } else {
                    gone.abandon();
                }
            }
            sleep(backOffMillis);
            backOffMillis = Math.min(MOST_BACK_OFF_MILLIS, backOffMillis * 2);
        }
    }

    /** Connects; false when it did not come about. */
    private boolean join() {
        try {
            // Each attempt of Paho's on somebody who hangs up at once costs a thread.
            if (trouble != null && !trouble.isRefusal() && !Connector.isListening(settings)) {
                return false;
            }
            rigs.forget();
            stateHeard = false;
            joinedNanos = System.nanoTime();
            PahoConnection opened =
                    PahoConnection.open(
                            settings,
                            null,
                            new MqttSubscription[] {new MqttSubscription(ROOT_STATUS, 1)},
                            this::sort,
                            () -> {});
            joinedNanos = System.nanoTime();
            listeningNanos = joinedNanos;
            connection = opened;
            trouble = null;
            return true;
        } catch (MqttException | RuntimeException | Error e) {
            trouble = LinkTrouble.of(settings, e);
            return false;
        }
    }

    /** Returns when the connection is gone. */
    private void follow() {
        boolean subscribed = false;
        try {
            while (!closed && connection.isAlive()) {
                if (!subscribed && isNamed()) {
                    subscribed = true;
                    subscribe();
                }
                sleep(LOOK_MILLIS);
            }
            if (!closed) {
                trouble = new LinkTrouble("the connection was lost", false);
            }
        } catch (MqttException | RuntimeException e) {
            trouble = LinkTrouble.of(settings, e);
        }
    }

    /** True once it is known which rig is meant; the only one stays the one that is meant. */
    private boolean isNamed() {
        if (rig == null && System.nanoTime() - joinedNanos > CHOICE_NANOS) {
            rig = rigs.only();
        }
        return rig != null;
    }

    private void subscribe() throws MqttException {
        joins++;
        listeningNanos = System.nanoTime();
        MqttSubscription[] topics = new MqttSubscription[TOPICS.length + 2];
        for (int i = 0; i < TOPICS.length; i++) {
            topics[i] = new MqttSubscription(topic(TOPICS[i]), 1);
        }
        topics[TOPICS.length] = new MqttSubscription(topic("rsp/" + settings.clientId()), 1);
        // Once more, so that what is kept there follows the others.
        topics[TOPICS.length + 1] = new MqttSubscription(topic("status"), 1);
        connection.subscribe(topics);
    }

    /** Takes a message from Paho's thread; only hands over. */
    private void sort(Arrival arrival) {
        String[] levels = arrival.topic().split("/", 4);
        if (levels.length < 4) {
            return;
        }
        String suffix = levels[3];
        if (suffix.equals("status") && !rigs.heard(levels[2], arrival.payload())) {
            inflow.complain("what came on " + arrival.topic());
            return;
        }
        if (!levels[2].equals(rig)) {
            return;
        }
        if (suffix.startsWith("rsp/")) {
            questions.answered(arrival.payload());
            return;
        }
        if (suffix.equals("state")) {
            stateNanos = System.nanoTime();
            stateHeard = true;
        }
        inflow.offer(new Heard(joins, suffix, arrival.payload()));
    }

    /** The next message of the rig, or null when there was none in time. For one thread. */
    public Heard next(long mostMillis) throws InterruptedException {
        return inflow.poll(mostMillis);
    }

    /**
     * What came over the broker and was not taken since the last call, in a sentence; null for
     * nothing.
     */
    public String takeTrouble() {
        return inflow.takeTrouble();
    }

    /** The broker as it was named. */
    public String broker() {
        return settings.broker();
    }

    /** How things stand now. Any thread; never waits. */
    public View view() {
        PahoConnection now = connection;
        long age = stateHeard ? (System.nanoTime() - stateNanos) / 1_000_000 : -1;
        if (now == null || !now.isAlive()) {
            return new View(link(), Standing.UNKNOWN, away(), rig, null, List.of(), age, joins);
        }
        RigStatus status = rigs.of(rig);
        Standing standing = standing(status, age);
        String text = status == null ? missing() : sentence(standing, status, age);
        return new View(
                Link.CONNECTED,
                standing,
                text,
                rig,
                status == null ? null : status.backend(),
                rigs.names(),
                age,
                joins);
    }

    private Link link() {
        LinkTrouble why = trouble;
        if (why != null && why.isRefusal()) {
            return Link.REFUSED;
        }
        return joins > 0 ? Link.LOST : Link.CONNECTING;
    }

    private String away() {
        LinkTrouble why = trouble;
        if (why == null) {
            return "connecting to broker " + settings.broker();
        }
        return why.sentence(settings) + "; it is tried again";
    }

    /** Three periods without a state, and nobody knows what the rig does. */
    private Standing standing(RigStatus status, long ageMillis) {
        if (status == null) {
            return Standing.UNKNOWN;
        }
        if (!status.isReady()) {
            return Standing.valueOf(status.status().toUpperCase(Locale.ROOT));
        }
        long quietMillis =
                ageMillis >= 0 ? ageMillis : (System.nanoTime() - listeningNanos) / 1_000_000;
        return quietMillis > silenceMillis(status) ? Standing.SILENT : Standing.READY;
    }

    /** A JVM that is busy may be a moment late. */
    private static long silenceMillis(RigStatus status) {
        return Math.max(1_500, 3 * status.statePeriodMillis());
    }

    private String missing() {
        List<String> known = rigs.names();
        if (System.nanoTime() - joinedNanos <= SETTLED_NANOS) {
            return "asking broker " + settings.broker() + " for its rigs";
        }
        String there = known.isEmpty() ? "none" : String.join(", ", known);
        if (rig == null && !known.isEmpty()) {
            return "broker "
                    + settings.broker()
                    + " knows several rigs: "
                    + there
                    + "; name one with --rig";
        }
        return (rig == null ? "no rig" : "no rig " + rig)
                + " is known to broker "
                + settings.broker()
                + (rig == null ? "" : "; it knows " + there);
    }

    private String sentence(Standing standing, RigStatus status, long ageMillis) {
        return switch (standing) {
            case READY -> "rig " + rig + " (" + status.backend() + ") at " + settings.broker();
            case SILENT ->
                    "rig "
                            + rig
                            + (ageMillis < 0
                                    ? " has not said its state yet"
                                    : " has said nothing for "
                                            + ageMillis / 1_000
                                            + " s: what it does now is not known");
            case LOST -> "rig " + rig + " is lost: it vanished without a goodbye";
            case OFFLINE -> "rig " + rig + " is offline: it was ended";
            case STOPPING -> "rig " + rig + " is stopping";
            default -> "nothing is known of rig " + rig;
        };
    }

    /**
     * Asks for {@code verb}, and waits for the answer; the request expires after 5 s. Any thread.
     *
     * @param body a JSON object in UTF-8
     * @param stateVersion what it is meant for, or null
     * @return the answer as it came, JSON in UTF-8
     * @throws OrderDenied when the broker's rules do not let this user ask for that
     * @throws AnswerMissing when it was sent and not answered within 10 s
     * @throws IOException in words for a person: why nothing was sent
     */
    public byte[] ask(String verb, byte[] body, Long stateVersion) throws IOException {
        View view = view();
        if (view.rig() != Standing.READY && view.rig() != Standing.SILENT) {
            throw new IOException("nothing was sent: " + view.text());
        }
        return questions.ask(rig, verb, body, stateVersion);
    }

    private void sleep(long millis) {
        synchronized (pause) {
            try {
                if (!closed) {
                    TimeUnit.MILLISECONDS.timedWait(pause, millis);
                }
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    /** Says goodbye to the broker. Bounded. */
    @Override
    public void close() {
        synchronized (pause) {
            closed = true;
            pause.notifyAll();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
