package io.pumprig.controller.link;

import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sees that every request gets exactly one answer. One thread hands in what arrives, another polls
 * for what was answered meanwhile; the control thread does no more than mark an order as answered.
 *
 * <p>MQTT may deliver a request twice, so the last {@value #MOST_REMEMBERED} that were carried out
 * are remembered by client and id (SR-96). Refusals that never reached the controller are not: a
 * client that was told BUSY or BAD_PARAM may try again under the same id.
 */
final class RequestDesk {
    static final int MOST_REMEMBERED = 4_096;
    static final int MOST_OPEN = 1_024;
    static final long MOST_WAIT_NANOS = 30_000_000_000L;

    private static final long MOST_REMEMBERED_BYTES = 16 * 1024 * 1024;
    private static final int MOST_WAITING_DUPLICATES = 16;
    private static final int FOUND_CHARACTERS = 200;

    /** One request that was carried out, or is being carried out while the answer is null. */
    private static final class Entry {
        final String fingerprint;
        final List<Parsed> waitingDuplicates = new ArrayList<>(0);
        Answer answer;
        byte[] enacted;

        Entry(String fingerprint) {
            this.fingerprint = fingerprint;
        }
    }

    /** A request that waits for its answer; from an order, or from a handler. */
    private record Open(
            Parsed parsed, Entry entry, Order order, Request request, long sinceNanos) {}

    private final RequestReader reader;
    private final VerbBook verbs;
    private final Inbox inbox;
    private final Answers answers;
    private final OrderForms forms;
    private final Predicate<Verb> mayConfirm;
    private final Consumer<HostEvent> events;
    private final Supplier<RigTime> time;
    private final Runnable wake;
    private final AnswerWriter writer = new AnswerWriter();
    private final List<Open> open = new ArrayList<>();
    private final Map<String, Entry> remembered = new LinkedHashMap<>();
    private long rememberedBytes;
    private boolean closed;
    private long requests;
    private long rejected;

    /** Where answers are left; must not wait. */
    interface Answers {
        void add(Parsed request, byte[] json);
    }

    /**
     * @param forms reads what orders ask for
     * @param mayConfirm whether whoever can ask for a verb here may also confirm that it raises
     *     flow (SR-99)
     * @param time the rig's time as it was last seen
     * @param wake called by whoever answered, on its own thread; must not wait
     */
    RequestDesk(
            RequestReader reader,
            VerbBook verbs,
            OrderForms forms,
            Predicate<Verb> mayConfirm,
            Inbox inbox,
            Answers answers,
            Consumer<HostEvent> events,
            Supplier<RigTime> time,
            Runnable wake) {
        this.reader = reader;
        this.verbs = verbs;
        this.forms = forms;
        this.mayConfirm = mayConfirm;
        this.inbox = inbox;
        this.answers = answers;
        this.events = events;
        this.time = time;
        this.wake = wake;
    }

    /** Takes a message; a handler is called before this returns. */
    void take(Arrival arrival, long nowMillis, long nowNanos) {
        Parsed parsed = reader.read(arrival, nowMillis);
        if (parsed.isUnanswerable()) {
            events.accept(
                    new HostEvent(
                            EventKind.PROTOCOL,
                            -1,
                            arrival.topic(),
                            "refused",
                            parsed.objection(),
                            found(arrival.payload())));
            return;
        }
        Request request = admit(parsed, nowNanos);
        if (request != null) {
            try {
                verbs.handler(parsed.verb()).handle(request);
            } catch (RuntimeException | Error e) {
                request.giveUp("the handler failed: " + e);
                wake.run();
            }
        }
    }

    /** The request for a handler, or null when it was answered or ordered here. */
    private synchronized Request admit(Parsed parsed, long nowNanos) {
        Answer denial = verbs.denial(parsed.verb());
        if (denial != null || parsed.refusal() != null) {
            answer(parsed, denial != null ? denial : parsed.refusal());
            return null;
        }
        Entry known = remembered.get(parsed.key());
        if (known != null) {
            answerAgain(parsed, known);
            return null;
        }
        Verb verb = Verb.labelled(parsed.verb());
        Answer refusal = refusal(parsed, verb);
        if (refusal != null) {
            answer(parsed, refusal);
            return null;
        }
        Entry entry = new Entry(parsed.fingerprint());
        if (verb != null) {
            Order order;
            try {
                order = RigVerbs.order(verb, parsed, forms, mayConfirm.test(verb), wake);
            } catch (RuntimeException e) {
                // Silence is never an answer, whatever a body does to those who read it.
                answer(parsed, Answer.rejected(Code.INTERNAL, "the body cannot be read: " + e));
                return null;
            }
            if (inbox.offer(order)) {
                opened(new Open(parsed, entry, order, null, nowNanos));
            } else {
                answer(parsed, Answer.rejected(Code.BUSY, "the inbox is full"));
            }
            return null;
        }
        Request request =
                new Request(
                        parsed.id(),
                        parsed.client(),
                        parsed.verb(),
                        parsed.stateVersion(),
                        parsed.body(),
                        wake);
        opened(new Open(parsed, entry, null, request, nowNanos));
        return request;
    }

    private Answer refusal(Parsed parsed, Verb verb) {
        if (parsed.staleness() != null) {
            return Answer.rejected(Code.STALE, parsed.staleness());
        }
        if (verb == null && verbs.handler(parsed.verb()) == null) {
            return verbs.refusal(parsed.verb());
        }
        if (closed) {
            return Answer.rejected(Code.BUSY, "the rig is stopping");
        }
        if (open.size() >= MOST_OPEN) {
            return Answer.rejected(Code.BUSY, open.size() + " requests wait for their answers");
        }
        return verb == null ? null : RigVerbs.objection(verb, parsed, mayConfirm.test(verb));
    }

    private void opened(Open request) {
        open.add(request);
        remembered.put(request.parsed.key(), request.entry);
        forgetOldest();
    }

    private void answerAgain(Parsed parsed, Entry known) {
        if (!known.fingerprint.equals(parsed.fingerprint())) {
            String reason = "id " + parsed.id() + " was used before, for something else";
            answer(parsed, Answer.rejected(Code.CONFLICT, reason));
        } else if (known.answer != null) {
            send(parsed, known.answer, Code.DUPLICATE, known.enacted);
        } else if (known.waitingDuplicates.size() < MOST_WAITING_DUPLICATES) {
            known.waitingDuplicates.add(parsed);
        } else {
            answer(parsed, Answer.rejected(Code.BUSY, "the first is not answered yet"));
        }
    }

    /** Sends the answers that have come in, and gives up on those that took too long. */
    synchronized void poll(long nowNanos) {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open request = each.next();
            boolean late = nowNanos - request.sinceNanos > MOST_WAIT_NANOS;
            Answer answer = answerOf(request, late ? "no answer from the control loop" : null);
            if (answer != null) {
                each.remove();
                finish(request, answer);
            }
        }
    }

    private static Answer answerOf(Open open, String givenUp) {
        if (open.order == null) {
            if (givenUp != null) {
                open.request.giveUp(givenUp);
            }
            return open.request.answer();
        }
        if (open.order.isAnswered()) {
            return RigVerbs.answer(open.order);
        }
        return givenUp == null ? null : Answer.rejected(Code.INTERNAL, givenUp);
    }

    private void finish(Open open, Answer given) {
        Answer answer = given;
        byte[] enacted;
        try {
            enacted = writer.enacted(answer);
        } catch (RuntimeException e) {
            answer = Answer.rejected(Code.INTERNAL, "what was enacted cannot be written: " + e);
            enacted = writer.enacted(answer);
        }
        open.entry.answer = answer;
        open.entry.enacted = enacted;
        send(open.parsed, answer, answer.code(), enacted);
        for (Parsed duplicate : open.entry.waitingDuplicates) {
            send(duplicate, answer, Code.DUPLICATE, enacted);
        }
        open.entry.waitingDuplicates.clear();
        boolean remains = remembered.get(open.parsed.key()) == open.entry;
        if (answer.code() == Code.BUSY || answer.code() == Code.RATE_LIMITED) {
            // Nothing was done: the same id may come again.
            remembered.remove(open.parsed.key(), open.entry);
        } else if (remains) {
            rememberedBytes += enacted.length;
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Iterator<Entry> oldest = remembered.values().iterator();
        while (remembered.size() > MOST_REMEMBERED
                || (rememberedBytes > MOST_REMEMBERED_BYTES && remembered.size() > 1)) {
            byte[] enacted = oldest.next().enacted;
            rememberedBytes -= enacted == null ? 0 : enacted.length;
            oldest.remove();
        }
    }

    private void answer(Parsed parsed, Answer answer) {
        send(parsed, answer, answer.code(), writer.enacted(answer));
    }

    private void send(Parsed parsed, Answer answer, Code code, byte[] enacted) {
        requests++;
        if (!answer.accepted()) {
            rejected++;
        }
        answers.add(parsed, writer.write(parsed, answer, code, enacted, time.get()));
    }

    /** Answers whatever is open, and refuses what comes from now on. */
    synchronized void close() {
        closed = true;
        for (Open request : open) {
            Answer answer = answerOf(request, "the rig is stopping");
            finish(request, answer);
        }
        open.clear();
    }

    /** Answers given. */
    synchronized long requests() {
        return requests;
    }

    /** Those of them that said no. */
    synchronized long rejected() {
        return rejected;
    }

    private static String found(byte[] payload) {
        int bytes = Math.min(payload.length, FOUND_CHARACTERS * 4);
        return Json.shown(new String(payload, 0, bytes, StandardCharsets.UTF_8), FOUND_CHARACTERS);
    }
}
