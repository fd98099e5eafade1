package io.pumprig.hal.rig;

import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.device.Annunciator;

/** Three lamps and a buzzer on output pins; a level that was not taken is given again. */
final class PinAnnunciator implements Annunciator {
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
    public int show(boolean redOn, boolean amberOn, boolean greenOn, boolean sound) {
        int wished =
                (redOn ? RED : 0)
                        | (amberOn ? AMBER : 0)
                        | (greenOn ? GREEN : 0)
                        | (sound ? SOUND : 0);
        int changed = wished ^ shown;
        int refused = changed == 0 ? 0 : put(wished, changed);
        shown = wished ^ refused;
        return refused;
    }

    @Override
    public int repeat() {
        return put(shown, RED | AMBER | GREEN | SOUND);
    }

    private int put(int levels, int which) {
        return put(red, RED, levels, which)
                | put(amber, AMBER, levels, which)
                | put(green, GREEN, levels, which)
                | put(buzzer, SOUND, levels, which);
    }

    private static int put(OutputPin pin, int bit, int levels, int which) {
        return (which & bit) != 0 && !pin.set((levels & bit) != 0).isOk() ? bit : 0;
    }
}
