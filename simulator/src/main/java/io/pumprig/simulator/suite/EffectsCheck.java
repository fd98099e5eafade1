package io.pumprig.simulator.suite;

/** How much a fault has altered at the end of a run; who asks for it may ask for nothing. */
final class EffectsCheck extends Check {
    private final String key;
    private final long least;
    private final long most;

    EffectsCheck(String key, long least, long most) {
        this.key = key;
        this.least = least;
        this.most = most;
    }

    @Override
    String asked() {
        return "effects of "
                + key
                + (most == Long.MAX_VALUE ? " at least " + least : " " + least + " to " + most);
    }

    @Override
    String effectsOf() {
        return key;
    }

    @Override
    void end(Watched run) {
        long found = run.effects(key);
        if (found < least || found > most) {
            fail(run, "found " + found);
        }
    }
}
