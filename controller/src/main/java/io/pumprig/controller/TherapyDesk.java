package io.pumprig.controller;

import io.pumprig.controller.dose.DoseHistory;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.dose.TherapyPlan;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.order.BridgePlan;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Enacted;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.LimitFinding;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Reconciliation;
import io.pumprig.controller.order.RefillEntry;
import io.pumprig.controller.order.TherapyRules;
import io.pumprig.controller.order.TitrationHistory;
import io.pumprig.controller.order.Wish;
import io.pumprig.controller.safety.Interlocks;
import io.pumprig.hal.RigClock;
import java.util.ArrayList;
import java.util.List;

/**
 * Therapies in two steps (SR-01): one is staged, shown with a hash of its values and what its
 * limits say, and put into force by a commit that names the hash, all at one boundary (SR-13). What
 * is not committed within two minutes is dropped (SR-14, SR-45). A change of concentration comes
 * with the refill that makes it, and is bridged (SR-12). Control thread only; what is staged was
 * read and made ready before.
 */
final class TherapyDesk {
    private static final int MICROGRAMS = 6;
    private static final int MILLILITRES = 9;
    private static final int PER_CENT = 4;
    private static final int SECONDS = 9;

    private final Planner planner;
    private final Interlocks interlocks;
    private final TherapyRules rules;
    private final FluidPath path;
    private final RigClock clock;
    private final EventRing events;
    private Wish.Stage staged;
    private String expiredHash;
    private List<LimitFinding> stagedSoft = List.of();
    private long stagedNanos;
    private long changes;
    private long refills;
    private RefillEntry lastRefill;
    private String reason;

    TherapyDesk(
            Planner planner,
            Interlocks interlocks,
            TherapyRules rules,
            FluidPath path,
            RigClock clock,
            EventRing events) {
        this.planner = planner;
        this.interlocks = interlocks;
        this.rules = rules;
        this.path = path;
        this.clock = clock;
        this.events = events;
    }

    /** Counts what was staged, dropped, committed and refilled. */
    long changes() {
        return changes;
    }

    /** Why the last verdict was no, in words. */
    String reason() {
        return reason;
    }

    /** OK, or why the order cannot be carried out now. */
    Code verdict(Order order, long nanos) {
        reason = null;
        return switch (order.verb()) {
            case THERAPY_STAGE -> stageVerdict((Wish.Stage) order.wish(), nanos);
            case THERAPY_COMMIT ->
                    commitVerdict((Wish.Commit) order.wish(), order.isConfirmed(), nanos);
            case REFILL -> refillVerdict(((Wish.Refill) order.wish()).entry());
            default -> throw new IllegalArgumentException(order.verb().label());
        };
    }

    private Code no(Code code, String why) {
        reason = why;
        return code;
    }

    private Code stageVerdict(Wish.Stage wish, long nanos) {
        List<LimitFinding> hard = new ArrayList<>();
        for (LimitFinding finding : findings(wish, nanos)) {
            if (finding.isHard()) {
                hard.add(finding);
            }
        }
        if (!hard.isEmpty()) {
            return no(Code.BAD_PARAM, texts(hard));
        }
        if (wish.bridge() != null) {
            Prescription next = wish.therapy().prescription();
            if (planner.isBridging()) {
                return no(Code.CONFLICT, "the last change of concentration is not through yet");
            }
            if (next.picogramsPerNanolitre() == inForce().picogramsPerNanolitre()) {
                return no(
                        Code.BAD_PARAM,
                        "bridge: found one; allowed none without a change of concentration");
            }
            long most = next.program().mostPicogramsPerDay() * 1_000;
            if (most > Prescription.MOST_PICOLITRES_PER_DAY * inForce().picogramsPerNanolitre()) {
                return no(
                        Code.BAD_PARAM,
                        "program: found more than 1000 uL/h of the old concentration, which the"
                                + " bridge would need; allowed a lower dose until it is through");
            }
        }
        return Code.OK;
    }

    private Prescription inForce() {
        return planner.prescription();
    }

    /** What the drug's limits and the dose of the last day say (SR-09). */
    private List<LimitFinding> findings(Wish.Stage wish, long nanos) {
        List<LimitFinding> all = new ArrayList<>(wish.findings());
        DoseHistory history = planner.history();
        all.addAll(
                rules.change(
                        new TitrationHistory(
                                inForce().drug(),
                                inForce().picogramsPerNanolitre(),
                                history.runningPicogramsPerDay(),
                                history.lowestPicogramsPerDay(nanos),
                                history.sinceFirstNanos(nanos)),
                        wish.therapy().prescription(),
                        wish.bridge() != null));
        return all;
    }

    private static String texts(List<LimitFinding> findings) {
        StringBuilder text = new StringBuilder();
        for (LimitFinding finding : findings) {
            text.append(text.length() == 0 ? "" : "; ").append(finding.text());
        }
        return text.toString();
    }

    /** Shows what was staged: the hash of its values, and what it would need. */
    void stage(Wish.Stage wish, Enacted enacted, long cycle, long nanos) {
        staged = wish;
        stagedNanos = nanos;
        stagedSoft = new ArrayList<>();
        for (LimitFinding finding : findings(wish, nanos)) {
            stagedSoft.add(finding);
        }
        changes++;
        Prescription prescription = wish.therapy().prescription();
        enacted.text("hash", wish.therapy().identity());
        values(prescription, enacted);
        enacted.number("expiresInS", OrderForms.STAGED_NANOS, SECONDS);
        if (wish.bridge() != null && prescription.picogramsPerDay() > 0) {
            bridge(prescription, enacted);
        }
        if (!stagedSoft.isEmpty()) {
            enacted.text("needsOverride", texts(stagedSoft));
        }
        note("staged", prescription, cycle, nanos);
    }

    /** How the drug of the old concentration is finished (therapy reference 8.6). */
    private void bridge(Prescription next, Enacted enacted) {
        BridgePlan bridge =
                new BridgePlan(
                        path.deadPicolitres(),
                        inForce().picogramsPerNanolitre(),
                        next.picogramsPerNanolitre(),
                        next.picogramsPerDay());
        enacted.number("bridgeMlPerDay", bridge.bridgePicolitresPerDay(), MILLILITRES);
        enacted.number("bridgeS", bridge.durationNanos(), SECONDS);
        enacted.number("bridgeMcg", bridge.picograms(), MICROGRAMS);
        enacted.number("afterBridgeMlPerDay", bridge.afterPicolitresPerDay(), MILLILITRES);
    }

    private static void values(Prescription prescription, Enacted enacted) {
        enacted.text("drug", prescription.drug());
        enacted.number("concentrationMcgPerMl", prescription.picogramsPerNanolitre(), 0);
        enacted.text("program", prescription.mode().label());
        enacted.number("doseMcgPerDay", prescription.picogramsPerDay(), MICROGRAMS);
    }

    private void note(String phase, Prescription prescription, long cycle, long nanos) {
        events.add(
                EventKind.THERAPY,
                cycle,
                nanos,
                prescription.drug(),
                phase,
                prescription.picogramsPerDay(),
                prescription.program().text());
    }

    private Code commitVerdict(Wish.Commit wish, boolean confirmed, long nanos) {
        if (staged == null) {
            return wish.hash().equals(expiredHash)
                    ? no(Code.TOO_LATE, "it was staged more than 120 s ago: stage it again")
                    : no(Code.CONFLICT, "no therapy is staged");
        }
        Prescription next = staged.therapy().prescription();
        if (!staged.therapy().identity().equals(wish.hash())) {
            return no(Code.CONFLICT, "hash: another therapy is staged");
        }
        Code again = stageVerdict(staged, nanos);
        if (again != Code.OK) {
            return again;
        }
        if (!planner.history().hasRoom(nanos)) {
            return no(Code.RATE_LIMITED, "as many therapies were committed within 24 h as can be");
        }
        if (!stagedSoft.isEmpty() && wish.override() == null) {
            return no(Code.NEEDS_CONFIRM, "it needs override {by, why}: " + texts(stagedSoft));
        }
        long most = ((TherapyPlan) staged.therapy()).mostPicogramsPerDay();
        boolean raises = most > planner.modePicogramsPerDay();
        return raises && !confirmed
                ? no(
                        Code.NEEDS_CONFIRM,
                        "raising flow is confirmed at the machine itself, not here")
                : Code.OK;
    }

    /** Puts the staged therapy into force, at this boundary. */
    void commit(Wish.Commit wish, Enacted enacted, long cycle, long nanos) {
        Prescription next = staged.therapy().prescription();
        if (!stagedSoft.isEmpty()) {
            LimitOverride override = wish.override();
            events.add(
                    EventKind.THERAPY,
                    cycle,
                    nanos,
                    next.drug(),
                    "override",
                    next.picogramsPerDay(),
                    override.by() + ": " + override.why() + " (" + texts(stagedSoft) + ")");
        }
        long bridgeMicrosteps = planner.scale().head().microstepsWithin(path.deadPicolitres());
        RefillEntry bridge = staged.bridge();
        planner.adopt(
                (TherapyPlan) staged.therapy(),
                TimeOfDay.courseBeginNanos(next, clock.utcMillis()),
                bridgeMicrosteps);
        drop();
        note("committed", next, cycle, nanos);
        if (bridge != null) {
            refill(bridge, enacted, cycle, nanos);
            enacted.number("bridgeMicrosteps", planner.bridgeLeftMicrosteps(), 0);
        }
        enacted.text("hash", planner.therapy().identity());
        values(planner.prescription(), enacted);
    }

    private void drop() {
        staged = null;
        stagedSoft = List.of();
        changes++;
    }

    /** Drops what was not committed in time (SR-14). */
    void expire(long cycle, long nanos) {
        if (staged != null && stagedLeftNanos(nanos) <= 0) {
            expiredHash = staged.therapy().identity();
            note("expired", staged.therapy().prescription(), cycle, nanos);
            drop();
        }
    }

    /** The hash of what is staged, or null. */
    String stagedHash() {
        return staged == null ? null : staged.therapy().identity();
    }

    /** How long it may still be committed. */
    long stagedLeftNanos(long nanos) {
        return staged == null ? 0 : OrderForms.STAGED_NANOS - (nanos - stagedNanos);
    }

    private Code refillVerdict(RefillEntry entry) {
        long found = entry.picogramsPerNanolitre();
        long allowed = inForce().picogramsPerNanolitre();
        return found == allowed
                ? Code.OK
                : no(
                        Code.BAD_PARAM,
                        "concentration: found "
                                + found
                                + " mcg/mL; allowed "
                                + allowed
                                + " mcg/mL; another one comes with therapy-stage and its bridge");
    }

    void refill(Wish.Refill wish, Enacted enacted, long cycle, long nanos) {
        changes++;
        refill(wish.entry(), enacted, cycle, nanos);
    }

    /** The reservoir holds what was filled in; what was taken out tells what was delivered. */
    private void refill(RefillEntry entry, Enacted enacted, long cycle, long nanos) {
        Reconciliation found =
                entry.against(
                        Math.max(0, interlocks.expectedReservoirPicolitres()),
                        interlocks.deliveredSinceRefillPicolitres());
        interlocks.refilled();
        refills++;
        lastRefill = entry;
        enacted.number("filledMl", entry.filledPicolitres(), MILLILITRES);
        enacted.number("removedMl", entry.removedPicolitres(), MILLILITRES);
        enacted.number("expectedMl", found.expectedPicolitres(), MILLILITRES);
        enacted.number("errorPercent", found.errorPartsPerMillion(), PER_CENT);
        events.add(
                EventKind.THERAPY,
                cycle,
                nanos,
                "reservoir",
                found.isDiscrepancy() ? "refilled-discrepancy" : "refilled",
                entry.filledPicolitres(),
                null);
    }

    /** Counts refills; a change says that {@link #lastRefill} is another. */
    long refills() {
        return refills;
    }

    /** The last refill that was entered, or null. */
    RefillEntry lastRefill() {
        return lastRefill;
    }
}
