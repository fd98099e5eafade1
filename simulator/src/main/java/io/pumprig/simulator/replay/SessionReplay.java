package io.pumprig.simulator.replay;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.recording.Decision;
import io.pumprig.controller.recording.FrameKind;
import io.pumprig.controller.recording.FrameLayout;
import io.pumprig.controller.recording.RecordedFrame;
import io.pumprig.controller.recording.RecordedOrder;
import io.pumprig.controller.recording.RecordedStart;
import io.pumprig.controller.recording.RecordingException;
import io.pumprig.controller.recording.RecordingReader;
import io.pumprig.controller.safety.SafetyLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One recorded session, done again: a controller made of what the session began with, each of its
 * cycles compared with the recorded one.
 */
final class SessionReplay {
    /** The recorded lease is used, and never one of the replay's own journal. */
    private static final int NO_LEASE = Integer.MAX_VALUE;

    private static final long PROGRESS_MASK = (1 << 16) - 1;
    private static final Decision[] DECISIONS = Decision.values();

    private final RecordingReader reader;
    private final RecordedStart start;
    private final SafetyLimits limits;
    private final LongConsumer progress;
    private final long[] fields = new long[FrameLayout.SIZE];
    private final List<Order> orders = new ArrayList<>();
    private long cycles;
    private Divergence divergence;
    private String failure;

    /**
     * @param limits thresholds of the interlocks
     * @param progress told now and then how many bytes of the recording were compared
     */
    SessionReplay(RecordingReader reader, SafetyLimits limits, LongConsumer progress) {
        this.reader = reader;
        start = reader.start();
        this.limits = limits;
        this.progress = progress;
    }

    /** Cycles in which everything was the same. */
    long cycles() {
        return cycles;
    }

    /** What differed first, or null. */
    Divergence divergence() {
        return divergence;
    }

    /** What became of a last cycle that had ended with an exception, in words; or null. */
    String failure() {
        return failure;
    }

    /**
     * Does it again, to the end of the recording or to the first difference.
     *
     * @throws RecordingException when the recording is damaged
     */
    void run() throws IOException, RecordingException {
        ReplayedRig rig = new ReplayedRig(reader);
        if (rig.isEmpty()) {
            return;
        }
        try (Controller controller = controller(rig)) {
            if (start.override() != null && start.last() == null) {
                controller.noteOverride(start.override());
            }
            if (rig.hasMoreOfStart()) {
                differs(start.firstCycle(), "looks before the first cycle", "more", "fewer");
                return;
            }
            ControlLoop loop = controller.begin(start.firstCycle(), rig.begin());
            while (divergence == null && failure == null && rig.upcoming() != null) {
                cycle(controller, loop, rig);
            }
        } catch (UnforeseenLookException e) {
            if (reader.end() == null) {
                differs(start.firstCycle(), "looks before the first cycle", "fewer", "more");
            }
        } catch (JournalException e) {
            throw new IllegalStateException("what keeps nothing cannot fail", e);
        }
    }

    private Controller controller(ReplayedRig rig) throws JournalException {
        return new Controller(
                new Controller.Setup(
                        rig,
                        rig.devices(start.rig().parts()),
                        limits,
                        start.library(),
                        rig.program(),
                        start.rig().path(),
                        start.prescription(),
                        start.rig().periodNanos(),
                        start.rig().emulated(),
                        new NoJournal(),
                        start.session(),
                        null,
                        NO_LEASE,
                        start.last(),
                        start.fallback(),
                        rig));
    }

    private void cycle(Controller controller, ControlLoop loop, ReplayedRig rig)
            throws IOException, RecordingException {
        RecordedFrame recorded = rig.upcoming();
        if (recorded.kind() == FrameKind.FAILED) {
            give(recorded, controller);
            fail(loop);
            return;
        }
        give(recorded, controller);
        try {
            loop.tick();
        } catch (RuntimeException | Error e) {
            differs(recorded.decided(Decision.CYCLE), "exception", "none", e.toString());
            return;
        }
        controller.at(loop.sample().cycle());
        compare(recorded, loop);
        if (divergence == null && (++cycles & PROGRESS_MASK) == 0) {
            progress.accept(reader.position());
        }
    }

    /** The cycle that ended with an exception: whether the controller threw it, or a device. */
    private void fail(ControlLoop loop) {
        try {
            loop.tick();
            failure = "the next one failed then and not now: it was not the controller that failed";
        } catch (RuntimeException | Error e) {
            failure = "the next one failed then, and now with " + e;
        }
    }

    /** Leaves the orders that the cycle took. */
    private void give(RecordedFrame recorded, Controller controller) throws RecordingException {
        orders.clear();
        for (RecordedOrder order : recorded.orders()) {
            try {
                orders.add(order.again(controller.forms()));
            } catch (IllegalArgumentException e) {
                throw new RecordingException(
                        "an order of " + order.id() + " cannot be given again: " + e.getMessage(),
                        e);
            }
        }
        for (Order order : orders) {
            controller.inbox().offer(order);
        }
    }

    private void compare(RecordedFrame recorded, ControlLoop loop) {
        long cycle = recorded.decided(Decision.CYCLE);
        for (int i = 0; i < orders.size() && divergence == null; i++) {
            RecordedOrder before = recorded.orders().get(i);
            Order again = orders.get(i);
            if (before.code() != again.code()) {
                differs(
                        cycle,
                        "answer to " + before.verb().label() + " of " + before.id(),
                        before.code().name(),
                        again.isAnswered() ? again.code().name() : "none");
            }
        }
        Decision.save(loop, fields);
        for (Decision decision : DECISIONS) {
            long before = recorded.decided(decision);
            long again = fields[decision.field()];
            if (before != again && divergence == null) {
                differs(cycle, decision.label(), decision.shown(before), decision.shown(again));
            }
        }
    }

    private void differs(long cycle, String field, String recorded, String replayed) {
        divergence = new Divergence(cycle, field, recorded, replayed);
    }
}
