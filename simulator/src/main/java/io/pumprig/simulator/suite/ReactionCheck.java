package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;

/** In the cycle in which an alarm comes, what it allows has to be that. */
final class ReactionCheck extends Check {
    private final Reaction reaction;
    private final Alarm sameCycleAs;
    private boolean met;

    ReactionCheck(Reaction reaction, Alarm sameCycleAs) {
        this.reaction = reaction;
        this.sameCycleAs = sameCycleAs;
    }

    @Override
    String asked() {
        return "reaction " + reaction.label() + " in the cycle of " + sameCycleAs;
    }

    @Override
    void alarm(Watched run, Alarm raised) {
        if (raised != sameCycleAs || met) {
            return;
        }
        met = true;
        if (run.reaction() != reaction) {
            fail(run, "found " + run.reaction().label());
        }
    }

    @Override
    void end(Watched run) {
        if (!met) {
            fail(run, sameCycleAs + " never came");
        }
    }
}
