package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The pump as it really is: drive, roller head, fluid path, temperature (therapy reference 9).
 *
 * <p>Time is pushed in and never runs back. {@link #advanceTo} only notes the time; the state moves
 * at events, and a query computes what is true at the noted time and changes nothing. A rotor freed
 * by falling pressure moves with the field's next step; freed by hand, at once. Faults set here
 * take effect at the noted time and count what they alter ({@link #effects}).
 *
 * <p>Confined to the simulation's thread. Callable in the cycle: allocates nothing.
 */
public final class Plant {
    private static final double SECONDS_PER_NANO = 1e-9;
    private static final double HOURS_PER_NANO = SECONDS_PER_NANO / 3600;

    private final PlantSettings settings;
    private final Drive drive = new Drive();
    private final RollerHead rollers;
    private final FluidPath path;
    private final Temperature temperature;
    private final double expansionMicrolitresPerKelvin;
    private final long startNanos;
    private final long[] effects = new long[PlantFault.values().length];

    private PlantWitness[] witnesses = new PlantWitness[0];
    private FieldGenerator generator;

    private long nowNanos;
    private long settledNanos;
    private long pulseNanos = Long.MAX_VALUE;
    private long dueNanos;
    private double sensorSupplyVolts;
    private double evaporationMilligramsPerHour;
    private double evaporatedMilligrams;
    private double backupChargeFraction = 1;

    /**
     * A primed plant: line at the check valve's opening pressure, full of the programmed drug.
     *
     * @param seed the run's seed
     * @param startNanos the first instant
     */
    public Plant(PlantSettings settings, long seed, long startNanos) {
        this.settings = settings;
        this.startNanos = startNanos;
        path = new FluidPath(settings, effects);
        rollers = new RollerHead(settings, drive, path, effects, startNanos);
        temperature =
                new Temperature(
                        settings.climate(),
                        new RandomStream(seed, "plant.fluid.temperature"),
                        startNanos);
        expansionMicrolitresPerKelvin =
                settings.climate().expansionPerKelvin() * settings.line().deadMicrolitres();
        sensorSupplyVolts = settings.supply().sensorVolts();
        nowNanos = startNanos;
        settledNanos = startNanos;
        path.line.expand(expansionMicrolitresPerKelvin * temperature.slopeKelvinPerSecond());
        dueNanos = temperature.nextKnotNanos();
    }

    /** Adds somebody who sees the plant before each change. Before the run only. */
    public void watchedBy(PlantWitness witness) {
        witnesses = Arrays.copyOf(witnesses, witnesses.length + 1);
        witnesses[witnesses.length - 1] = witness;
    }

    /** Sets who is called for the pulses announced by {@link #pulseAt}. Before the run only. */
    public void drivenBy(FieldGenerator newGenerator) {
        generator = newGenerator;
    }

    // ---- time and motion

    /** It is now {@code nanos}; an earlier instant is ignored. */
    public void advanceTo(long nanos) {
        if (nanos >= dueNanos) {
            catchUp(nanos);
        }
        if (nanos > nowNanos) {
            nowNanos = nanos;
        }
    }

    /** The instant last advanced to. */
    public long nowNanos() {
        return nowNanos;
    }

    /** The field turns by one microstep (1/16 of a full step), whether or not it is on. */
    public void microstep(long nanos, boolean forward) {
        settle(nanos);
        rollers.turnField(nanos, forward);
        follow();
    }

    /** The field jumps without passing between, as when a driver loses its place. */
    public void jumpField(long nanos, long microsteps) {
        settle(nanos);
        drive.jump(microsteps);
        follow();
    }

    /** Coil current on or off. Switched on, it pulls the rotor to the nearest position in phase. */
    public void energise(long nanos, boolean on) {
        if (on != drive.isEnergised()) {
            settle(nanos);
            drive.energise(on);
            follow();
        }
    }

    /** A generator announces its next pulse; {@code Long.MAX_VALUE} for none. */
    public void pulseAt(long nanos) {
        pulseNanos = nanos;
        dueNanos = Math.min(nanos, temperature.nextKnotNanos());
    }

    private void catchUp(long nanos) {
        while (dueNanos <= nanos) {
            long due = dueNanos;
            if (due == temperature.nextKnotNanos()) {
                passKnot(due);
            } else {
                generator.pulse(due);
            }
        }
    }

    private void passKnot(long nanos) {
        settleAt(nanos);
        temperature.passKnot();
        if (temperature.isExcursion()) {
            effects[PlantFault.AMBIENT.ordinal()]++;
        }
        path.line.expand(expansionMicrolitresPerKelvin * temperature.slopeKelvinPerSecond());
        dueNanos = Math.min(pulseNanos, temperature.nextKnotNanos());
    }

    /** Brings the state to {@code nanos}, so that it may be changed there. */
    private void settle(long nanos) {
        advanceTo(nanos);
        settleAt(nowNanos);
    }

    private void settleAt(long nanos) {
        for (int i = 0; i < witnesses.length; i++) {
            witnesses[i].beforeChange(nanos);
        }
        if (nanos != settledNanos) {
            path.pass((nanos - settledNanos) * SECONDS_PER_NANO);
            if (evaporationMilligramsPerHour != 0) {
                evaporatedMilligrams = evaporatedMilligrams(nanos);
                effects[PlantFault.EVAPORATION.ordinal()]++;
            }
            settledNanos = nanos;
        }
    }

    private void follow() {
        rollers.follow(temperature.kelvinAboveMean(settledNanos));
    }

    // ---- faults and handling, at the noted time

    /** How often the fault has altered something since the start. */
    public long effects(PlantFault fault) {
        return effects[fault.ordinal()];
    }

    /** Catheter: resistance grows by 1/(1 - severity)^2; 0 open, 1 closed. */
    public void occlusionSeverity(double severity) {
        Allowed.fraction(severity);
        settle(nowNanos);
        path.line.occlude(severity);
    }

    /** Inlet between reservoir and head, likewise. */
    public void inletOcclusionSeverity(double severity) {
        Allowed.fraction(severity);
        settle(nowNanos);
        path.inlet.occlude(severity);
    }

    /** Leak behind the head; infinite when tight, 10 for a cracked tube. */
    public void lineLeakKilopascalsPerMicrolitrePerHour(double resistance) {
        Allowed.positive(resistance);
        settle(nowNanos);
        path.line.leakThrough(resistance);
    }

    /** Leak of the reservoir, until it is empty. */
    public void reservoirLeakMicrolitresPerHour(double microlitresPerHour) {
        Allowed.notNegative(microlitresPerHour);
        settle(nowNanos);
        path.inlet.leak(microlitresPerHour);
    }

    /** Holds the rotor against any torque; let go, it snaps to the nearest position in phase. */
    public void rotorHeld(boolean held) {
        settle(nowNanos);
        drive.hold(held);
        follow();
    }

    /**
     * The rotor loses that many whole electrical cycles: with each it stands until the field is
     * past half a cycle ahead, then falls back to the nearest position in phase, and goes on. 0
     * ends what is left of it.
     */
    public void loseElectricalCycles(int cycles) {
        Allowed.notNegative(cycles);
        settle(nowNanos);
        drive.loseCycles(cycles);
        follow();
    }

    /** True until all cycles of {@link #loseElectricalCycles} are lost. */
    public boolean isLosingCycles() {
        return drive.isLosing();
    }

    /** The head slips on its shaft, behind the encoder. */
    public void couplingSlipping(boolean on) {
        settle(nowNanos);
        rollers.slip(on);
    }

    /** What the head displaces over what it should; 1 when sound. */
    public void headGainFactor(double factor) {
        Allowed.notNegative(factor);
        settle(nowNanos);
        rollers.gainFactor(factor);
    }

    /** Share of gas in what the head draws. */
    public void inletAirFraction(double fraction) {
        Allowed.fraction(fraction);
        settle(nowNanos);
        path.drawAir(fraction);
    }

    /**
     * A bubble lies before the head: it draws so much gas instead of fluid as soon as it turns.
     * From there the bubble travels with what the line delivers, past the bubble detector after 2.6
     * uL and past the flow cell after 10.4 uL. Adds to what is not drawn yet.
     */
    public void injectAir(double microlitres) {
        Allowed.notNegative(microlitres);
        settle(nowNanos);
        path.air.owe(microlitres);
    }

    /** True while some of {@link #injectAir} has not been drawn yet. */
    public boolean isAirWaiting() {
        return path.air.isOwing();
    }

    /** The check valve no longer closes. */
    public void checkValveStuckOpen(boolean stuck) {
        settle(nowNanos);
        path.line.stickValveOpen(stuck);
    }

    /**
     * Fluid passes the head beside its rollers, as when it is lifted or a siphon pulls; negative
     * goes back to the reservoir. From the tip it comes only through a valve that does not close.
     */
    public void siphonMicrolitresPerHour(double microlitresPerHour) {
        settle(nowNanos);
        path.siphon(microlitresPerHour / 3600);
    }

    /** The room becomes so much warmer than its mean; the fluid follows within two minutes. */
    public void ambientKelvin(double kelvin) {
        settle(nowNanos);
        temperature.ambient(kelvin);
    }

    /** Fluid that the collecting vessel loses, besides what its climate takes. */
    public void evaporationMilligramsPerHour(double rate) {
        Allowed.notNegative(rate);
        settle(nowNanos);
        evaporationMilligramsPerHour = rate;
    }

    /** Charge of the backup supply, of what it has when full; nothing in this rig runs on it. */
    public void backupChargeFraction(double fraction) {
        Allowed.fraction(fraction);
        backupChargeFraction = fraction;
        effects[PlantFault.BACKUP_CHARGE.ordinal()]++;
    }

    /** Supply of motor and driver; the stall pressure follows it downwards. */
    public void motorSupplyVolts(double volts) {
        effects[PlantFault.SUPPLY.ordinal()]++;
        settle(nowNanos);
        rollers.supply(volts);
    }

    /** Supply of the ratiometric sensors. */
    public void sensorSupplyVolts(double volts) {
        effects[PlantFault.SUPPLY.ordinal()]++;
        settle(nowNanos);
        sensorSupplyVolts = volts;
    }

    /** The reservoir is emptied and filled anew; the line keeps what it has. */
    public void refill(double microlitres, double microgramsPerMillilitre) {
        settle(nowNanos);
        path.refill(microlitres, microgramsPerMillilitre);
    }

    /** By hand, and unasked: the reservoir then holds that much of that drug. */
    public void reservoirContent(double microlitres, double microgramsPerMillilitre) {
        refill(microlitres, microgramsPerMillilitre);
        effects[PlantFault.RESERVOIR_CONTENT.ordinal()]++;
    }

    // ---- truth

    /** Pressure behind the head, gauge, at an instant not before the last change. */
    public double linePressureKilopascals(long nanos) {
        path.line.look(secondsSinceChange(nanos));
        return path.line.lookedPressure();
    }

    /** The same now. */
    public double linePressureKilopascals() {
        return linePressureKilopascals(nowNanos);
    }

    /** Pressure before the head, gauge, at an instant not before the last change. */
    public double upstreamKilopascals(long nanos) {
        path.inlet.look(secondsSinceChange(nanos));
        return path.inlet.lookedUpstream();
    }

    /** Pressure before the head, gauge. */
    public double upstreamKilopascals() {
        return upstreamKilopascals(nowNanos);
    }

    /** Fluid in the reservoir. */
    public double reservoirMicrolitres() {
        path.inlet.look(secondsSinceChange(nowNanos));
        return path.inlet.lookedReservoir();
    }

    /** Weight of that fluid. */
    public double reservoirGrams() {
        return reservoirMicrolitres() * settings.reservoir().milligramsPerMicrolitre() * 1e-3;
    }

    /** Gas trapped in the line, at the line's pressure. */
    public double trappedGasMicrolitres() {
        return path.line.gasMicrolitresAt(linePressureKilopascals());
    }

    /** Gas lies in the bubble detector. */
    public boolean airAtBubbleDetector() {
        // Asked in every cycle: where the liquid is costs an exponential.
        return !path.air.isNone()
                && path.air.isAt(AirPlugs.DETECTOR_MICROLITRES, flowCellMicrolitres());
    }

    /** Gas lies in the flow cell. */
    public boolean airAtFlowCell() {
        return path.air.isAt(AirPlugs.FLOW_CELL_MICROLITRES, flowCellMicrolitres());
    }

    /**
     * Gas was in the flow cell at any time since {@link #flowCellMicrolitres} were {@code since}.
     */
    public boolean airAtFlowCellSince(double since) {
        return path.air.wasAtFlowCell(since, flowCellMicrolitres());
    }

    /** Volume that has passed the flow cell: what left the tip, and what leaks behind the cell. */
    public double flowCellMicrolitres() {
        path.line.look(secondsSinceChange(nowNanos));
        return path.lookedPassedMicrolitres();
    }

    /** Volume that has left the catheter's tip. */
    public double tipMicrolitres() {
        path.look(secondsSinceChange(nowNanos));
        return path.lookedTipMicrolitres();
    }

    /** Drug that has left the catheter's tip. */
    public double tipMicrograms() {
        path.look(secondsSinceChange(nowNanos));
        return path.lookedTipMicrograms();
    }

    /**
     * Looks at line and tip once for {@link #lookedTipMicrolitres}, {@link #lookedTipMicrograms}
     * and {@link #lookedLinePressureKilopascals}: where gas is in the line a look is sixteen
     * exponentials and logarithms, so that whoever asks in every cycle does it once.
     */
    public void lookAtLine() {
        path.line.look(secondsSinceChange(nowNanos));
    }

    /** {@link #tipMicrolitres} as of the last look. */
    public double lookedTipMicrolitres() {
        return path.lookedTipMicrolitres();
    }

    /** {@link #tipMicrograms} as of the last look. */
    public double lookedTipMicrograms() {
        return path.lookedTipMicrograms();
    }

    /** {@link #linePressureKilopascals} as of the last look. */
    public double lookedLinePressureKilopascals() {
        return path.line.lookedPressure();
    }

    /** Concentration of what leaves the tip next. */
    public double tipMicrogramsPerMillilitre() {
        return path.tipMicrogramsPerMillilitre();
    }

    /** Volume lost from reservoir and line together. */
    public double leakedMicrolitres() {
        path.look(secondsSinceChange(nowNanos));
        return path.lookedLeakedMicrolitres();
    }

    /** Volume that inlet and line hold more than at the start. */
    public double storedMicrolitres() {
        path.look(secondsSinceChange(nowNanos));
        return path.lookedStoredMicrolitres();
    }

    /** Volume gained by the fluid's expansion; negative when it has shrunk. */
    public double expandedMicrolitres() {
        return path.lookedExpandedMicrolitres(secondsSinceChange(nowNanos));
    }

    /** Mass in the collecting vessel, less what evaporated since the start. */
    public double collectedMilligrams() {
        double hours = (nowNanos - startNanos) * HOURS_PER_NANO;
        double mass = tipMicrolitres() * settings.reservoir().milligramsPerMicrolitre();
        double evaporated =
                settings.climate().evaporationMilligramsPerHour() * hours + evaporatedMilligrams();
        return Math.max(0, mass - evaporated);
    }

    /** What the collecting vessel has lost besides what its climate takes. */
    public double evaporatedMilligrams() {
        return evaporatedMilligrams(nowNanos);
    }

    private double evaporatedMilligrams(long nanos) {
        return evaporatedMilligrams
                + evaporationMilligramsPerHour * (nanos - settledNanos) * HOURS_PER_NANO;
    }

    /** Concentration of what the reservoir holds. */
    public double reservoirMicrogramsPerMillilitre() {
        return path.reservoirMicrogramsPerMillilitre();
    }

    /** Charge of the backup supply, of what it has when full. */
    public double backupChargeFraction() {
        return backupChargeFraction;
    }

    /** Where the rotor is; grows without end. */
    public long rotorMicrosteps() {
        return drive.rotorMicrosteps();
    }

    /** Where the field is; grows without end. */
    public long fieldMicrosteps() {
        return drive.fieldMicrosteps();
    }

    /** Microsteps in a revolution of the rotor. */
    public int microstepsPerRevolution() {
        return settings.head().microstepsPerRevolution();
    }

    /** Temperature of fluid and room. */
    public double celsius() {
        return temperature.celsius(nowNanos);
    }

    /** Supply of the motor. */
    public double motorSupplyVolts() {
        return rollers.supplyVolts();
    }

    /** Supply of the ratiometric sensors. */
    public double sensorSupplyVolts() {
        return sensorSupplyVolts;
    }

    private double secondsSinceChange(long nanos) {
        assert nanos >= settledNanos : nanos + " ns is before the last change";
        return (nanos - settledNanos) * SECONDS_PER_NANO;
    }

    // ---- snapshot

    /** Writes everything that influences the future, faults included. */
    public void save(DataOutput out) throws IOException {
        drive.save(out);
        path.save(out);
        temperature.save(out);
        rollers.save(out);
        out.writeLong(nowNanos);
        out.writeLong(settledNanos);
        out.writeLong(pulseNanos);
        out.writeDouble(sensorSupplyVolts);
        out.writeDouble(evaporationMilligramsPerHour);
        out.writeDouble(evaporatedMilligrams);
        out.writeDouble(backupChargeFraction);
        for (long effect : effects) {
            out.writeLong(effect);
        }
    }

    /** Takes over what {@link #save} wrote, into a plant of the same settings and start. */
    public void load(DataInput in) throws IOException {
        drive.load(in);
        path.load(in);
        temperature.load(in);
        rollers.load(in);
        nowNanos = in.readLong();
        settledNanos = in.readLong();
        pulseAt(in.readLong());
        sensorSupplyVolts = in.readDouble();
        evaporationMilligramsPerHour = in.readDouble();
        evaporatedMilligrams = in.readDouble();
        backupChargeFraction = in.readDouble();
        for (int i = 0; i < effects.length; i++) {
            effects[i] = in.readLong();
        }
    }
}
