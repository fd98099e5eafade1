package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;

/** Asks for nothing: it passes alarms on to somebody who judges them. */
final class WitnessedAlarms extends Check {
    private final AlarmWitness witness;

    WitnessedAlarms(AlarmWitness witness) {
        this.witness = witness;
    }

    @Override
    String asked() {
        return "alarms are witnessed";
    }

    @Override
    void alarm(Watched run, Alarm alarm) {
        witness.alarm(run, alarm);
    }
}
