package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.Set;
import java.util.stream.Collectors;

/** Alarms that must not come. */
final class NeverCheck extends Check {
    private final Set<Alarm> alarms;
    private final Set<Alarm> besides;

    /**
     * @param alarms that must not come; empty for all
     * @param besides that may all the same
     */
    NeverCheck(Set<Alarm> alarms, Set<Alarm> besides) {
        this.alarms = alarms;
        this.besides = besides;
    }

    @Override
    String asked() {
        String which = alarms.isEmpty() ? "any" : names(alarms);
        return "never " + which + (besides.isEmpty() ? "" : " besides " + names(besides));
    }

    private static String names(Set<Alarm> alarms) {
        return alarms.stream().sorted().map(Alarm::name).collect(Collectors.joining(", "));
    }

    @Override
    void alarm(Watched run, Alarm raised) {
        if ((alarms.isEmpty() || alarms.contains(raised)) && !besides.contains(raised)) {
            fail(
                    run,
                    raised
                            + " raised in cycle "
                            + run.cycle()
                            + ", at "
                            + Quantity.format(Dimension.TIME, run.nanos()));
        }
    }
}
