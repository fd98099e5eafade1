package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.device.BolusButton;
import io.pumprig.hal.device.ButtonReading;

/**
 * A normally open button to ground with a pull-up: low is pressed; both levels are believed after
 * 30 ms (device reference, H). Held for more than 60 s it is stuck (SR-73). A press counts when the
 * button was seen released before it: one that is down from the start is nobody's wish.
 */
final class PinBolusButton implements BolusButton {
    private static final long FILTER_NANOS = 30_000_000;
    private static final long STUCK_NANOS = 60_000_000_000L;

    private final InputPin pin;
    private final RigClock clock;
    private final SteadyLevel low = new SteadyLevel(InputPin.Level.LOW, FILTER_NANOS);
    private final SteadyLevel high = new SteadyLevel(InputPin.Level.HIGH, FILTER_NANOS);
    private boolean wasReleased;
    private boolean down;
    private boolean stuck;
    private long downSinceNanos;
    private long presses;

    PinBolusButton(InputPin pin, RigClock clock) {
        this.pin = pin;
        this.clock = clock;
    }

    @Override
    public void read(ButtonReading into) {
        long now = clock.nanos();
        InputPin.Level level = pin.level();
        boolean isDown = low.isSteady(level, now);
        boolean isUp = high.isSteady(level, now);
        if (level == InputPin.Level.UNKNOWN) {
            into.missed(Outcome.BUS_ERROR);
            return;
        }
        if (isDown && !down) {
            down = true;
            downSinceNanos = low.sinceNanos();
        }
        // A bounce at the end of a press that was short enough does not make it too long.
        stuck |= down && level == InputPin.Level.LOW && now - downSinceNanos > STUCK_NANOS;
        if (isUp) {
            presses += down && wasReleased && !stuck ? 1 : 0;
            wasReleased = true;
            down = false;
            stuck = false;
        }
        int rawCode = level == InputPin.Level.HIGH ? 1 : 0;
        into.took(down && !stuck, stuck, presses, rawCode, now);
    }
}
