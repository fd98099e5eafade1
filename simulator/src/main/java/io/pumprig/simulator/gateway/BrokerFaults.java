package io.pumprig.simulator.gateway;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What can go wrong between one rig and everybody else on its broker: the line, and the messages of
 * operators. Switches stay as they are set; messages are sent once. Any thread may call, the
 * simulation's too: what takes longer than setting a field is done by a thread of the broker's. The
 * effects are counted, and nothing here can change a dose: that is what it is there to show.
 */
public final class BrokerFaults {
    /** The client in whose name messages are sent; answers to them go to {@code rsp/fault}. */
    public static final String CLIENT = "fault";

    /** Longer than any silence that is meant to end. */
    private static final Duration HELD = Duration.ofHours(24);

    private final String rig;
    private final BrokerLines lines;
    private final Queue<Async<PublishInboundOutput>> held = new ConcurrentLinkedQueue<>();
    private final AtomicLong cuts = new AtomicLong();
    private final AtomicLong droppedAnswers = new AtomicLong();
    private final AtomicLong swallowed = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean cut;
    private volatile boolean answersDropped;
    private volatile boolean silent;

    /** How a request comes again (F-44). */
    public enum Replay {
        /** A {@code stop} that the broker keeps, and gives to whoever subscribes. */
        RETAINED,
        /** A {@code ping} twice, under one id. */
        DUPLICATE,
        /** A {@code stop} that was issued in 1970. */
        LATE
    }

    /** What is wrong with a bolus (F-45). */
    public enum Malformed {
        /** The dose has a unit that there is not. */
        UNIT("{'dose': '10 grains', 'duration': '5 min'}"),
        /** The dose is a number beyond every range. */
        OVERFLOW("{'dose': 1e999, 'duration': '5 min'}"),
        /** The dose is not a number. */
        NAN("{'dose': NaN, 'duration': '5 min'}"),
        /** The message ends in the middle. */
        SYNTAX("{'dose': ");

        private final String body;

        Malformed(String body) {
            this.body = body.replace('\'', '"');
        }
    }

    BrokerFaults(String rig, BrokerLines lines) {
        this.rig = rig;
        this.lines = lines;
    }

    /**
     * Cuts the rig off and keeps it out, or lets it in again (F-43). The broker says its last will,
     * as after a real cut.
     */
    public void rigCut(boolean cut) {
        this.cut = cut;
        if (cut) {
            lines.disconnect(rig, cuts::incrementAndGet);
        }
    }

    /** Loses every answer of the rig on its way, though the broker has confirmed it (F-52). */
    public void answersDropped(boolean dropped) {
        answersDropped = dropped;
    }

    /**
     * Takes nothing any more that the rig says, and confirms nothing, while its connection stays
     * (F-54). What was said meanwhile is lost.
     */
    public void rigSilent(boolean silent) {
        this.silent = silent;
        if (!silent) {
            lines.later(this::letGo);
        }
    }

    private void letGo() {
        for (Async<PublishInboundOutput> each = held.poll(); each != null; each = held.poll()) {
            each.getOutput().preventPublishDelivery(AckReasonCode.SUCCESS);
            each.resume();
        }
    }

    /** Sends a request that must not be carried out again (F-44). */
    public void replay(Replay how) {
        String id = "replay-" + sent.incrementAndGet();
        switch (how) {
            case RETAINED -> lines.sendRetained(topic("stop"), request(id, ""));
            case LATE ->
                    lines.send(topic("stop"), request(id, ",\"issuedAt\":1000,\"ttlMs\":5000"));
            case DUPLICATE -> {
                lines.send(topic("ping"), request(id, ""));
                lines.send(topic("ping"), request(id, ""));
            }
        }
    }

    /** Sends a bolus that nobody can understand (F-45). */
    public void malformed(Malformed what) {
        String id = "malformed-" + sent.incrementAndGet();
        String message =
                "{\"id\":\"" + id + "\",\"client\":\"" + CLIENT + "\",\"body\":" + what.body;
        lines.send(topic("bolus"), bytes(what == Malformed.SYNTAX ? message : message + "}"));
    }

    /**
     * Stages a therapy and never says anything more (F-51).
     *
     * @param therapy the body of {@code therapy-stage}, JSON
     */
    public void hangMidDialogue(String therapy) {
        String id = "hang-" + sent.incrementAndGet();
        lines.send(topic("therapy-stage"), request(id, ",\"body\":" + therapy));
    }

    private String topic(String verb) {
        return BrokerLines.ROOT + rig + "/cmd/" + verb;
    }

    private static byte[] request(String id, String rest) {
        return bytes("{\"id\":\"" + id + "\",\"client\":\"" + CLIENT + "\"" + rest + "}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** True while the rig is kept out. */
    boolean isCut() {
        return cut;
    }

    /**
     * The rig's client is known from now on: one that had not said anything when the line was cut
     * is cut off now.
     */
    void met() {
        if (cut) {
            lines.disconnect(rig, cuts::incrementAndGet);
        }
    }

    /** A connection of the rig's was refused. */
    void refused() {
        cuts.incrementAndGet();
    }

    /** What becomes of something that the rig publishes; on a thread of the broker's. */
    void treat(String topic, Qos qos, PublishInboundOutput output) {
        if (silent) {
            swallowed.incrementAndGet();
            if (qos == Qos.AT_MOST_ONCE) {
                output.preventPublishDelivery();
            } else {
                held.add(output.async(HELD, TimeoutFallback.FAILURE));
                if (!silent) {
                    letGo();
                }
            }
        } else if (answersDropped && isAnswer(topic)) {
            droppedAnswers.incrementAndGet();
            output.preventPublishDelivery(AckReasonCode.SUCCESS);
        }
    }

    /** Answers go below {@code rsp}, or where the request said: outside of the rig's own topics. */
    private boolean isAnswer(String topic) {
        String own = BrokerLines.ROOT + rig + "/";
        return !topic.startsWith(own)
                || topic.startsWith("rsp/", own.length())
                || topic.startsWith("answers/", own.length());
    }

    /** Connections that were cut or refused. */
    public long cuts() {
        return cuts.get();
    }

    /** Answers that were lost. */
    public long droppedAnswers() {
        return droppedAnswers.get();
    }

    /** Messages of the rig that were neither delivered nor confirmed. */
    public long swallowed() {
        return swallowed.get();
    }

    /** Requests that were sent to the rig. */
    public long sent() {
        return sent.get();
    }
}
