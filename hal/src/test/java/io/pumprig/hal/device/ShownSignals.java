package io.pumprig.hal.device;

/** Lamps and a sounder that show what they are told, but for outputs that were told to refuse. */
public final class ShownSignals implements Annunciator {
    private int shown;
    private int refused;
    private int repeats;

    @Override
    public int show(boolean red, boolean amber, boolean green, boolean sound) {
        int wished =
                (red ? RED : 0) | (amber ? AMBER : 0) | (green ? GREEN : 0) | (sound ? SOUND : 0);
        int stuck = (wished ^ shown) & refused;
        shown = wished ^ stuck;
        return stuck;
    }

    @Override
    public int repeat() {
        repeats++;
        return refused;
    }

    /** From now on these outputs take no level. */
    public void refuse(int outputs) {
        refused = outputs;
    }

    /** What is on, as bits of the annunciator. */
    public int shown() {
        return shown;
    }

    /** True when one of these outputs is on. */
    public boolean shows(int outputs) {
        return (shown & outputs) != 0;
    }

    /** How often the levels were given again. */
    public int repeats() {
        return repeats;
    }
}
