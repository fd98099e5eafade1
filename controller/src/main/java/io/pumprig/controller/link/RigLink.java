package io.pumprig.controller.link;

import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Verb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A rig on MQTT: status, state, events and alarms go out, requests come in. The broker may come and
 * go as it likes; the pump does not notice (SR-98).
 *
 * <p>Threads, all daemons: one publishes, one carries out requests, one keeps the connection. The
 * control thread takes orders from the inbox, fills the mirror when asked, and waits for nobody.
 */
public final class RigLink implements AutoCloseable {
    private static final long LAST_LOOK_NANOS = 500_000_000L;
    private static final long LAST_LOOK_SLEEP_NANOS = 200_000L;
    private static final long STOPPING_NANOS = 1_000_000_000L;
    private static final long DRAIN_NANOS = 2_000_000_000L;
    private static final byte[] NOTHING = new byte[0];

    private final LinkSettings settings;
    private final VerbBook verbs;
    private final Wakeup wakeup = new Wakeup();
    private final Outbox outbox = new Outbox(wakeup);
    private final Publisher.RigClockView view = new Publisher.RigClockView();
    private final RequestRate rate = new RequestRate();
    private final RequestDesk desk;
    private final Reception reception;
    private final Connector connector;
    private final Publisher publisher;
    private volatile boolean started;
    private volatile boolean closing;

    /**
     * @param forms reads what orders ask for
     * @param inbox where orders are left for the control thread
     * @param events what the link publishes, from the first on: a restart comes before any link
     * @param mirror through which it looks at the rig
     * @param hostAlarms where LINK_LOST is raised, and whose alarms are published
     */
    public RigLink(
            LinkSettings settings,
            OrderForms forms,
            Inbox inbox,
            EventRing events,
            StateMirror mirror,
            HostAlarms hostAlarms) {
        this.settings = settings;
        verbs = new VerbBook(settings.isBench());
        RequestReader reader = new RequestReader(settings);
        desk =
                new RequestDesk(
                        reader,
                        verbs,
                        forms,
                        this::mayConfirm,
                        inbox,
                        this::answer,
                        this::tell,
                        () -> view.time,
                        wakeup);
        reception =
                new Reception(
                        settings,
                        reader,
                        rate,
                        desk,
                        this::answer,
                        () -> view.time,
                        this::mend,
                        this::tell,
                        wakeup);
        connector =
                new Connector(
                        settings, hostAlarms, () -> status("lost"), reception::arrived, wakeup);
        publisher =
                new Publisher(
                        settings,
                        new Publisher.Parts(
                                events,
                                mirror,
                                outbox,
                                desk,
                                connector,
                                new Sender(outbox),
                                new AlarmBoard(settings, outbox, hostAlarms),
                                rate,
                                wakeup,
                                view));
        publisher.whenQuiet(this::sayReady);
        hostAlarms.listen(
                (alarm, phase, cycle) ->
                        tell(
                                new HostEvent(
                                        EventKind.ALARM, cycle, alarm.name(), phase, null, null)));
    }

    /**
     * Pausing and the minimum rate are everybody's by the broker's rules, and MQTT does not tell
     * who asked: from stopped, where they would raise flow, nobody is known to be authorised.
     */
    private boolean mayConfirm(Verb verb) {
        return settings.mayRaise() && verb != Verb.PAUSE && verb != Verb.MINIMUM_RATE;
    }

    private void tell(HostEvent event) {
        publisher.tell(event);
    }

    /** Whoever asks too often is answered last. */
    private void answer(Parsed request, byte[] json) {
        ReplyTo replyTo = request.replyTo();
        if (rate.isHasty(request.client(), System.nanoTime())) {
            outbox.addLast(replyTo.topic(), json, replyTo.correlation());
        } else {
            outbox.add(replyTo.topic(), json, replyTo.correlation());
        }
    }

    /** Adds a verb of the caller's own. Before {@link #start}. */
    public void register(String verb, VerbHandler handler) {
        requireNotStarted();
        verbs.add(verb, handler);
    }

    /**
     * Runs {@code companion} on the publishing thread with each publication of the state, to
     * publish beside it. It must not wait.
     */
    public void whenPublishing(Runnable companion) {
        publisher.accompany(companion);
    }

    /** Every verb that this rig carries out, in alphabetical order. */
    public Set<String> verbs() {
        return verbs.labels();
    }

    /**
     * Publishes {@code json} on a retained topic with QoS 1, now and after every new connection; an
     * empty payload clears it. Any thread; does not wait.
     *
     * @param topicSuffix what follows the rig in the topic
     */
    public void retain(String topicSuffix, byte[] json) {
        outbox.retain(settings.topic(topicSuffix), json);
    }

    /**
     * Publishes {@code limits} of what is prescribed as {@code meta/limits}, again whenever another
     * therapy is in force (SR-102). Before {@link #start}; it is called on the publishing thread.
     */
    public void describe(Prescription begun, Function<Prescription, byte[]> limits) {
        requireNotStarted();
        publisher.describe(begun, limits);
    }

    /**
     * Publishes {@code json} once. With QoS 1 it waits its turn, in order, while the broker is
     * away; with QoS 0 only the newest of a topic waits. Any thread; does not wait.
     */
    public void publish(String topicSuffix, byte[] json, int qos) {
        if (qos == 1) {
            outbox.add(settings.topic(topicSuffix), json, null);
        } else if (qos == 0) {
            outbox.replace(settings.topic(topicSuffix), json, false);
        } else {
            throw new IllegalArgumentException("qos " + qos + ", allowed 0-1");
        }
    }

    /** Begins to connect and to publish; returns at once. Once. */
    public void start() {
        requireNotStarted();
        started = true;
        outbox.retain(settings.topic("status"), status("ready"));
        reception.start();
        publisher.start();
        connector.start();
    }

    private void requireNotStarted() {
        if (started) {
            throw new IllegalStateException("the link was started already");
        }
    }

    /** True while a broker takes our messages and gives us requests. */
    public boolean isConnected() {
        return connector.current() != null;
    }

    /** Waits until {@link #isConnected}; false when it was not within {@code most}. */
    public boolean awaitConnected(Duration most) throws InterruptedException {
        return connector.await(most.toNanos());
    }

    /**
     * Why the last attempt to connect failed, where trying again cannot help until somebody changes
     * a setting: no trust in its certificate, or a login that it refuses. Null otherwise.
     */
    public String refusal() {
        LinkTrouble trouble = connector.trouble();
        return trouble != null && trouble.isRefusal() ? trouble.words() : null;
    }

    /** Counts since the link was made. */
    public LinkStatistics statistics() {
        return publisher.statistics();
    }

    /** Where nothing else is said the status is said again, so that a link that is dead shows. */
    private void sayReady() {
        if (!closing) {
            outbox.retain(settings.topic("status"), status("ready"));
        }
    }

    private byte[] status(String status) {
        Json json = new Json();
        JsonGenerator generator = json.begin();
        generator.writeStringProperty("status", status);
        generator.writeStringProperty("backend", settings.backend());
        generator.writeStringProperty("rig", settings.rig());
        generator.writeStringProperty("session", settings.session());
        generator.writeStringProperty("version", settings.version());
        if (settings.seed() == null) {
            generator.writeNullProperty("seed");
        } else {
            generator.writeNumberProperty("seed", settings.seed().longValue());
        }
        generator.writeBooleanProperty("faultsEnabled", settings.faultsEnabled());
        generator.writeNumberProperty("statePeriodMs", settings.statePeriodMillis());
        generator.writeStringProperty("utc", Json.utc(System.currentTimeMillis()));
        return json.end();
    }

    /**
     * Our own retained topics as the broker has them: an alarm that an earlier session left behind
     * is cleared, and a last will that was published over a live status is put right.
     */
    private void mend(Arrival arrival) {
        if (arrival.payload().length == 0 || closing) {
            return;
        }
        if (arrival.topic().equals(settings.topic("status"))) {
            if (isWill(arrival.payload())) {
                outbox.retain(arrival.topic(), status("ready"));
            }
        } else if (arrival.retained() && !outbox.isKept(arrival.topic())) {
            outbox.retain(arrival.topic(), NOTHING);
        }
    }

    /** Whoever it was who died: a rig of this name is alive. */
    private static boolean isWill(byte[] payload) {
        try {
            JsonNode status = Json.MAPPER.readTree(payload);
            return status.path("status").asString("").equals("lost");
        } catch (JacksonException e) {
            return new String(payload, StandardCharsets.UTF_8).isBlank();
        }
    }

    /**
     * Publishes the rig once more, as it is after its last cycle. Waits for the look, at most half
     * a second.
     *
     * @param answer called again and again meanwhile: lets the rig, which ticks no more, answer the
     *     mirror
     */
    public void publishLast(Runnable answer) {
        if (!started || !isConnected()) {
            return;
        }
        publisher.demand();
        long begin = System.nanoTime();
        while (publisher.isDemanding() && System.nanoTime() - begin < LAST_LOOK_NANOS) {
            answer.run();
            LockSupport.parkNanos(this, LAST_LOOK_SLEEP_NANOS);
        }
    }

    /**
     * Leaves without a word, like a process that is gone: the broker says the last will. What is
     * open stays without an answer. Waits 3 s at most.
     */
    public synchronized void abandon() {
        if (closing) {
            return;
        }
        closing = true;
        reception.stop();
        publisher.stop();
        connector.abandon();
    }

    /**
     * Says {@code stopping}, answers what is open, sends what waits for 2 s at most, says {@code
     * offline} and leaves. A second call does nothing.
     */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        long now = System.nanoTime();
        if (started && isConnected()) {
            outbox.retain(settings.topic("status"), status("stopping"));
            desk.close();
            publisher.drained(now + STOPPING_NANOS);
            outbox.retain(settings.topic("status"), status("offline"));
            publisher.drained(now + DRAIN_NANOS);
        } else {
            desk.close();
        }
        reception.stop();
        publisher.stop();
        connector.close();
    }
}
