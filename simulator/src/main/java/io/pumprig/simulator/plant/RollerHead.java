package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The rotor with its rollers: follows the field as far as load and faults let it, and displaces
 * fluid with every microstep it makes (therapy reference 9.1, 9.2).
 */
final class RollerHead {
    private static final double SECONDS_PER_MINUTE = 60;

    private final PlantSettings.Head settings;
    private final double nominalVolts;
    private final DisplacementTable displacement;
    private final Drive drive;
    private final FluidPath path;
    private final long[] effects;
    private final StepRate stepRate;

    private double supplyVolts;
    private boolean slipping;
    private double gainFactor = 1;

    RollerHead(
            PlantSettings settings, Drive drive, FluidPath path, long[] effects, long startNanos) {
        this.settings = settings.head();
        this.nominalVolts = settings.supply().motorVolts();
        this.displacement = new DisplacementTable(settings.head());
        this.drive = drive;
        this.path = path;
        this.effects = effects;
        this.stepRate = new StepRate(startNanos);
        this.supplyVolts = nominalVolts;
    }

    /** The field turns by one microstep; the rotor does not follow yet. */
    void turnField(long nanos, boolean forward) {
        stepRate.step(nanos);
        if (drive.turn(forward ? 1 : -1)) {
            effects[PlantFault.LOST_CYCLES.ordinal()]++;
        }
        if (drive.isHeld() && drive.isEnergised()) {
            effects[PlantFault.ROTOR_HELD.ordinal()]++;
        }
    }

    /** The rotor goes where the field pulls it, microstep by microstep, while the load allows. */
    void follow(double kelvinAboveMean) {
        int pull = drive.pull(isOverloaded());
        while (pull != 0) {
            boolean forward = pull > 0;
            displace(forward, kelvinAboveMean);
            drive.move(forward ? 1 : -1);
            pull = drive.pull(isOverloaded());
        }
    }

    private boolean isOverloaded() {
        double stall = settings.stallKilopascals() * Math.min(1, supplyVolts / nominalVolts);
        return loadKilopascals() > stall;
    }

    private double loadKilopascals() {
        return path.line.pressureKilopascals() - path.inlet.upstreamKilopascals();
    }

    private void displace(boolean forward, double kelvinAboveMean) {
        if (slipping) {
            effects[PlantFault.COUPLING_SLIP.ordinal()]++;
            return;
        }
        if (gainFactor != 1) {
            effects[PlantFault.HEAD_GAIN.ordinal()]++;
        }
        long rotor = drive.rotorMicrosteps();
        double table = displacement.microlitresFrom(forward ? rotor : rotor - 1);
        double volume = table * gain(kelvinAboveMean);
        if (!forward) {
            path.pumpBack(volume);
        } else if (path.pump(volume)) {
            effects[PlantFault.INLET_AIR.ordinal()]++;
        }
    }

    private double gain(double kelvinAboveMean) {
        double turns = (double) drive.travelledMicrosteps() / settings.microstepsPerRevolution();
        double rpm = stepRate.perSecond() * SECONDS_PER_MINUTE / settings.microstepsPerRevolution();
        double gain =
                settings.gain()
                        * gainFactor
                        * (1 - settings.lossPerKilopascal() * loadKilopascals())
                        * (1 - settings.wearPerRevolution() * turns)
                        * (1 + settings.gainPerKelvin() * kelvinAboveMean)
                        * (1 - settings.lossPerRpm() * rpm);
        return Math.max(0, gain);
    }

    void slip(boolean on) {
        slipping = on;
    }

    void gainFactor(double factor) {
        gainFactor = factor;
    }

    void supply(double volts) {
        supplyVolts = volts;
    }

    double supplyVolts() {
        return supplyVolts;
    }

    void save(DataOutput out) throws IOException {
        stepRate.save(out);
        out.writeDouble(supplyVolts);
        out.writeBoolean(slipping);
        out.writeDouble(gainFactor);
    }

    void load(DataInput in) throws IOException {
        stepRate.load(in);
        supplyVolts = in.readDouble();
        slipping = in.readBoolean();
        gainFactor = in.readDouble();
    }
}
