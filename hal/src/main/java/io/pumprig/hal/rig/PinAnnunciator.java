package io.pumprig.hal.rig;

import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.device.Annunciator;

/** Three lamps and a buzzer on output pins; a level that was not taken is given again. */
final class PinAnnunciator implements Annunciator {
    private static final int RED = 1;
    private static final int AMBER = 2;
    private static final int GREEN = 4;
    private static final int SOUND = 8;

    private final OutputPin red;
    private final OutputPin amber;
    private final OutputPin green;
    private final OutputPin buzzer;

    /** What the pins show: all off, as the board opened them. */
    private int shown;

    PinAnnunciator(OutputPin red, OutputPin amber, OutputPin green, OutputPin buzzer) {
        this.red = red;
        this.amber = amber;
        this.green = green;
        this.buzzer = buzzer;
    }

    @Override
    public void show(boolean redOn, boolean amberOn, boolean greenOn, boolean sound) {
        int wished =
                (redOn ? RED : 0)
                        | (amberOn ? AMBER : 0)
                        | (greenOn ? GREEN : 0)
                        | (sound ? SOUND : 0);
        int changed = wished ^ shown;
        if (changed != 0) {
            put(red, RED, wished, changed);
            put(amber, AMBER, wished, changed);
            put(green, GREEN, wished, changed);
            put(buzzer, SOUND, wished, changed);
        }
    }

    private void put(OutputPin pin, int bit, int wished, int changed) {
        if ((changed & bit) != 0 && pin.set((wished & bit) != 0).isOk()) {
            shown ^= bit;
        }
    }
}
