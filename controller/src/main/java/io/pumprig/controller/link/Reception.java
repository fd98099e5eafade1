package io.pumprig.controller.link;

import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.order.Code;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where messages arrive: takes them from Paho's thread into a bounded queue, requests as many as
 * {@link RequestRate} lets through, and hands them to the desk on a thread of its own.
 */
final class Reception {
    private static final int MOST_ARRIVALS = 4_096;

    /** Room for requests that lower flow, when there is none for others. */
    private static final int RESERVED_ARRIVALS = 256;

    private static final long MOST_ARRIVED_BYTES = 16L * 1024 * 1024;

    private final String commands;
    private final RequestReader reader;
    private final RequestRate rate;
    private final RequestDesk desk;
    private final RequestDesk.Answers answers;
    private final Supplier<RigTime> time;
    private final AnswerWriter writer = new AnswerWriter();
    private final Consumer<Arrival> others;
    private final Consumer<HostEvent> events;
    private final Runnable wake;
    private final ArrayBlockingQueue<Arrival> arrivals =
            new ArrayBlockingQueue<>(MOST_ARRIVALS + RESERVED_ARRIVALS);
    private final AtomicLong arrivedBytes = new AtomicLong();
    private final Thread clerk = new Thread(this::run, "link-requests");

    /**
     * @param answers where answers are left that no desk has seen
     * @param time the rig's time as it was last seen
     * @param others takes what is no request, on the same thread; must not wait
     * @param events told of what cannot be answered
     * @param wake called after each request
     */
    Reception(
            LinkSettings settings,
            RequestReader reader,
            RequestRate rate,
            RequestDesk desk,
            RequestDesk.Answers answers,
            Supplier<RigTime> time,
            Consumer<Arrival> others,
            Consumer<HostEvent> events,
            Runnable wake) {
        commands = settings.topic("cmd/");
        this.reader = reader;
        this.rate = rate;
        this.desk = desk;
        this.answers = answers;
        this.time = time;
        this.others = others;
        this.events = events;
        this.wake = wake;
        clerk.setDaemon(true);
    }

    void start() {
        clerk.start();
    }

    /** Takes no more; does not wait for the thread. */
    void stop() {
        clerk.interrupt();
    }

    /**
     * Takes a message from Paho's thread: hands it over, and refuses what is too much. A request
     * that comes too fast is refused here, so that it does not take the place of another client's.
     */
    void arrived(Arrival arrival) {
        if (!isCommand(arrival) || isAdmitted(arrival, System.nanoTime())) {
            hand(arrival);
        }
    }

    private boolean isCommand(Arrival arrival) {
        return arrival.topic().startsWith(commands);
    }

    private boolean isAdmitted(Arrival arrival, long nowNanos) {
        Parsed asker = reader.asker(arrival);
        if (asker == null) {
            // Nobody can be answered: it is told, and not even read when there are too many.
            return rate.mayObject(nowNanos);
        }
        long waitNanos = rate.admit(asker.client(), asker.verb(), nowNanos);
        if (waitNanos > 0) {
            Answer answer = tooMany(waitNanos);
            byte[] enacted = writer.enacted(answer);
            answers.add(asker, writer.write(asker, answer, answer.code(), enacted, time.get()));
        }
        return waitNanos == 0;
    }

    private void hand(Arrival arrival) {
        long bytes = arrivedBytes.addAndGet(arrival.payload().length);
        boolean room =
                bytes <= MOST_ARRIVED_BYTES && arrivals.size() < MOST_ARRIVALS
                        || RequestRate.isNeverRefused(verb(arrival))
                                && arrival.payload().length <= RequestReader.MOST_PAYLOAD_BYTES;
        if (room && arrivals.offer(arrival)) {
            return;
        }
        arrivedBytes.addAndGet(-arrival.payload().length);
        if (rate.mayObject(System.nanoTime())) {
            tell(arrival, "refused", "too many messages wait");
        }
    }

    /** The last level of a command's topic, or an empty text for other topics. */
    private String verb(Arrival arrival) {
        return isCommand(arrival) ? arrival.topic().substring(commands.length()) : "";
    }

    private void run() {
        try {
            while (true) {
                Arrival arrival = arrivals.take();
                arrivedBytes.addAndGet(-arrival.payload().length);
                if (isCommand(arrival)) {
                    take(arrival);
                } else {
                    others.accept(arrival);
                }
            }
        } catch (InterruptedException e) {
            // The link was closed.
        }
    }

    private void take(Arrival arrival) {
        try {
            desk.take(arrival, System.currentTimeMillis(), System.nanoTime());
        } catch (RuntimeException | Error e) {
            tell(arrival, "failed", "this request failed the link: " + e);
        }
        wake.run();
    }

    private static Answer tooMany(long waitNanos) {
        long waitMillis = waitNanos / 1_000_000 + 1;
        return new Answer(
                false,
                Code.RATE_LIMITED,
                "too many requests; allowed "
                        + RequestRate.CLIENT_PER_SECOND
                        + " a second of one client and "
                        + RequestRate.ALL_PER_SECOND
                        + " of all: try again in "
                        + waitMillis
                        + " ms",
                -1,
                0,
                generator -> generator.writeNumberProperty("retryAfterMs", waitMillis));
    }

    private void tell(Arrival arrival, String phase, String reason) {
        events.accept(new HostEvent(EventKind.PROTOCOL, -1, arrival.topic(), phase, reason, null));
    }
}
