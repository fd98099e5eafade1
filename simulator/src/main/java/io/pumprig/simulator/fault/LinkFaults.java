package io.pumprig.simulator.fault;

import static io.pumprig.simulator.fault.FaultLevel.LINK;
import static io.pumprig.simulator.fault.FaultLevel.OPERATOR;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Code;
import java.util.List;

/**
 * Faults of the link to the broker, and of what people and their programs send over it. They act at
 * the embedded broker; a run without one has no such targets.
 */
public final class LinkFaults {
    /** The broker is gone (F-43). */
    public static final FaultType BROKER_LOST =
            FaultType.of(LINK, "link", "lost", "broker")
                    .endsByItself()
                    .does("the rig's connection is cut, and a new one is refused while it lasts")
                    .exercises("SR-98", "SR-45", "SR-81")
                    .found(Alarm.LINK_LOST, "1 min");

    /** Nothing that the rig publishes gets through (F-54). */
    public static final FaultType SILENT =
            FaultType.of(LINK, "link", "silent", "publisher")
                    .endsByItself()
                    .does("nothing that the rig publishes gets through; its connection stays")
                    .exercises("SR-98")
                    .found(Alarm.LINK_LOST, "1 min");

    /** Answers get lost (F-52). */
    public static final FaultType ANSWER_LOST =
            FaultType.of(LINK, "link", "answer-lost", "answers")
                    .does("requests arrive and are carried out, their answers are lost")
                    .exercises("SR-40", "SR-96", "SR-101")
                    .unseen(
                            "only the client misses the answer: it asks again with the same id, and"
                                    + " is told DUPLICATE with what was enacted");

    /** A request comes a second time (F-44). */
    public static final FaultType REPLAYED =
            FaultType.of(OPERATOR, "operator", "replay", "retained", "duplicate", "late")
                    .moment()
                    .does(
                            "a stop comes with the retain flag or long after its time, or a ping twice")
                    .exercises("SR-95", "SR-96")
                    .refusedWith(Code.STALE)
                    .unseen("no alarm: it is refused, and the refusal is an event");

    /** A request that cannot be meant (F-45). */
    public static final FaultType MALFORMED =
            FaultType.of(OPERATOR, "operator", "malformed", "unit", "overflow", "nan", "syntax")
                    .moment()
                    .does("a bolus is asked for without unit, beyond any number, as NaN, or torn")
                    .exercises("SR-02", "SR-03")
                    .refusedWith(Code.BAD_PARAM)
                    .unseen("no alarm: it is refused, and the refusal is an event");

    /** A client dies in the middle of a dialogue (F-51). */
    public static final FaultType CLIENT_HANG =
            FaultType.of(OPERATOR, "operator", "hang", "client")
                    .moment()
                    .does("a client stages a therapy and is never heard of again")
                    .exercises("SR-14", "SR-45")
                    .unseen(
                            "no alarm: what was staged expires after 120 s, and therapy never changed");

    /** In the order of the catalogue. */
    static final List<FaultType> ALL =
            List.of(BROKER_LOST, SILENT, ANSWER_LOST, REPLAYED, MALFORMED, CLIENT_HANG);

    private LinkFaults() {}
}
