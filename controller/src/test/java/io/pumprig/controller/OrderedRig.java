package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Enacted;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.controller.order.Verb;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A healthy rig with button and bubble detector, whose orders come as bodies of requests. */
final class OrderedRig implements AutoCloseable {
    static final long SECOND_NANOS = 1_000_000_000L;
    static final long HOUR_NANOS = 3_600 * SECOND_NANOS;
    static final long DAY_NANOS = 24 * HOUR_NANOS;

    /** Baclofen at 250 mcg/day, which are 20000 microsteps. */
    static final String THERAPY =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            indication: spinal
            program: {mode: continuous, rate: 250 mcg/day}
            """;

    /** What the body of a staged therapy says before its program. */
    static final String BACLOFEN =
            "'drug': 'baclofen', 'concentration': '2000 mcg/mL', 'indication': 'spinal', ";

    final FakeRig rig = new FakeRig().healthy();
    private final EventRing.Reader reader;

    /** Begins the therapy of a file's text and turns a few cycles. */
    OrderedRig(String therapy) throws JournalException {
        rig.air = false;
        // A quarter of the reference line, so that a bridge takes hours and not days.
        rig.path = new FluidPath(80_000_000L, 20_000_000_000L);
        rig.presses = 0L;
        rig.begin(TherapyFile.parse("therapy.yaml", therapy), null, 0);
        reader = rig.controller().events().reader();
        rig.run(10);
    }

    /** Body that stages the same therapy at another rate. */
    static String baclofen(String rate) {
        return "{" + BACLOFEN + "'program': {'mode': 'continuous', 'rate': '" + rate + "'}}";
    }

    static String commitOf(String hash) {
        return "{'hash': '" + hash + "'}";
    }

    /** An order whose body is {@code body}, with apostrophes for quotes; unconfirmed. */
    Order order(Verb verb, String body) {
        return order(verb, body, false);
    }

    Order confirmed(Verb verb, String body) {
        return order(verb, body, true);
    }

    private Order order(Verb verb, String body, boolean confirmed) {
        return rig.order(
                new Order(
                        verb,
                        rig.controller().forms().read(verb, body.replace('\'', '"')),
                        -1,
                        confirmed,
                        "nurse/1",
                        () -> {}));
    }

    /** Stages a therapy, which has to be accepted; its hash. */
    String stage(String body) {
        Order order = order(Verb.THERAPY_STAGE, body);
        assertEquals(Code.OK, order.code(), order.reason());
        return enacted(order).get("hash");
    }

    /** Commits what has that hash, confirmed. */
    Order commit(String hash) {
        return confirmed(Verb.THERAPY_COMMIT, commitOf(hash));
    }

    /** What the order enacted, by name; numbers as they would be written. */
    static Map<String, String> enacted(Order order) {
        Map<String, String> all = new LinkedHashMap<>();
        order.enacted()
                .read(
                        new Enacted.Reader() {
                            @Override
                            public void number(String name, long value, int decimals) {
                                BigDecimal number = BigDecimal.valueOf(value, decimals);
                                all.put(name, number.stripTrailingZeros().toPlainString());
                            }

                            @Override
                            public void text(String name, String value) {
                                all.put(name, value);
                            }
                        });
        return all;
    }

    /** Asserts that the order was refused so, recorded as refused, and left all as it was. */
    void assertRefused(Verb verb, String body, Code code, String reason) {
        assertRefused(verb, body, true, code, reason);
    }

    void assertRefused(Verb verb, String body, boolean confirmed, Code code, String reason) {
        String before = state();
        events();

        Order order = order(verb, body, confirmed);

        assertEquals(code + ": " + reason, order.code() + ": " + order.reason());
        assertEquals(before, state());
        assertEquals(
                List.of("order " + verb.label() + " rejected nurse/1 " + code + ": " + reason),
                events());
        assertEquals(Map.of(), enacted(order));
    }

    /** Everything that an order could have changed, but for what flows by itself. */
    private String state() {
        ControlLoop loop = rig.loop();
        return String.join(
                " ",
                loop.planner().prescription().identity(),
                mode().label(),
                Long.toString(picogramsPerDay()),
                Long.toString(rig.order(Verb.PING).stateVersion()),
                Long.toString(loop.planner().shots().closed()),
                Long.toString(loop.planner().bridgeLeftMicrosteps()),
                Long.toString(loop.refills()),
                Long.toString(loop.alarms().listed()),
                Long.toString(delivered(Delivery.BOLUS)),
                Long.toString(delivered(Delivery.PRIME)),
                Long.toString(delivered(Delivery.BRIDGE)));
    }

    Mode mode() {
        return rig.loop().planner().mode();
    }

    /** Dose rate of the mode, before any reaction. */
    long picogramsPerDay() {
        return rig.loop().planner().modePicogramsPerDay();
    }

    long delivered(Delivery purpose) {
        return rig.loop().ledger().delivered(purpose);
    }

    Prescription prescription() {
        return rig.loop().planner().prescription();
    }

    /** Whole seconds of cycles. */
    void runSeconds(int seconds) {
        rig.run(seconds * 100);
    }

    /**
     * Time in which the loop does not run: its volume is withheld, everything else grows old, and
     * the watchdog that was not kicked is acknowledged.
     */
    void skip(long nanos) {
        rig.tick(nanos);
        rig.run(300);
        order(Verb.ALARM_ACKNOWLEDGE, "{}");
    }

    /** What was told since the last call, but for overruns. */
    List<String> events() {
        List<String> told = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            if (event.kind() != EventKind.OVERRUN) {
                told.add(
                        event.kind().topic()
                                + " "
                                + event.subject()
                                + " "
                                + event.phase()
                                + (event.detail() == null ? "" : " " + event.detail()));
            }
        }
        return told;
    }

    /** What the last event of that kind, subject and phase says, since events were last asked. */
    Said said(EventKind kind, String subject, String phase) {
        Said said = null;
        for (Event event = reader.next(); event != null; event = reader.next()) {
            if (event.kind() == kind
                    && event.subject().equals(subject)
                    && event.phase().equals(phase)) {
                said = new Said(event.cycle(), event.value(), event.detail());
            }
        }
        assertNotNull(said, kind + " " + subject + " " + phase);
        return said;
    }

    /** What an event says beside its name. */
    record Said(long cycle, long value, String detail) {}

    void assertNoAlarm() {
        assertEquals(0, rig.loop().alarms().listed());
        assertFalse(rig.loop().permit().areBolusesBlocked());
    }

    @Override
    public void close() {
        rig.close();
    }
}
