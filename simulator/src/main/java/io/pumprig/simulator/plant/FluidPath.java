package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Reservoir, inlet, line and drug front together, and the book of what went where. The book closes:
 * what the reservoir lost is what left the tip, leaked and is stored, less the fluid's expansion.
 */
final class FluidPath {
    final Line line;
    final Inlet inlet;
    final AirPlugs air = new AirPlugs();

    private final long[] effects;
    private final DrugFront front;
    private final double storedAtStart;
    private final double inletCompliance;

    private double reservoirConcentration;
    private double airFraction;
    private double tipMicrolitres;
    private double tipMicrograms;
    private double leakedMicrolitres;
    private double expandedMicrolitres;

    /** Through the flow cell, which sits before the catheter and whatever leaks beside it. */
    private double passedMicrolitres;

    FluidPath(PlantSettings settings, long[] effects) {
        this.effects = effects;
        line = new Line(settings.line());
        inlet = new Inlet(settings.reservoir());
        reservoirConcentration = settings.reservoir().microgramsPerMillilitre();
        front = new DrugFront(settings.line().deadMicrolitres(), reservoirConcentration);
        inletCompliance = settings.reservoir().inletMicrolitresPerKilopascal();
        storedAtStart = stored(line.storedMicrolitres(), inlet.upstreamKilopascals());
    }

    /** Lets {@code seconds} pass. */
    void pass(double seconds) {
        count(PlantFault.OCCLUSION, line.isImpeded());
        count(PlantFault.INLET_OCCLUSION, inlet.isImpeded());
        count(PlantFault.CHECK_VALVE_OPEN, line.isOpenAgainstTheRules());
        passBesideTheRollers(seconds);
        line.look(seconds);
        line.keep();
        inlet.look(seconds);
        inlet.keep();
        double out = line.outMicrolitres();
        if (out >= 0) {
            tipMicrograms += front.leaveAtTip(out);
        } else {
            front.enterAtTip(-out);
        }
        front.leaveAtHead(line.leakMicrolitres());
        tipMicrolitres += out;
        passedMicrolitres += out + line.leakMicrolitres();
        leakedMicrolitres += line.leakMicrolitres() + inlet.leakedMicrolitres();
        expandedMicrolitres += line.expansionMicrolitresPerSecond() * seconds;
        count(PlantFault.LINE_LEAK, line.leakMicrolitres() > 0);
        count(PlantFault.RESERVOIR_LEAK, inlet.leakedMicrolitres() > 0);
    }

    private void passBesideTheRollers(double seconds) {
        double siphoned = line.siphonMicrolitresPerSecond() * seconds;
        if (siphoned > 0) {
            front.enterAtHead(siphoned, reservoirConcentration);
        } else {
            front.leaveAtHead(-siphoned);
        }
        count(PlantFault.SIPHON, siphoned != 0);
    }

    /** Fluid passes the head beside its rollers, from the reservoir; negative goes back to it. */
    void siphon(double microlitresPerSecond) {
        line.siphon(microlitresPerSecond);
        inlet.siphon(microlitresPerSecond);
    }

    private void count(PlantFault fault, boolean altered) {
        if (altered) {
            effects[fault.ordinal()]++;
        }
    }

    /**
     * The head moves {@code microlitres} into the line, as far as the inlet gives any.
     *
     * @return true when the inlet gave gas
     */
    boolean pump(double microlitres) {
        double bubble = air.draw(microlitres);
        double share = inlet.isEmpty() ? 1 : airFraction;
        double gas = bubble + (microlitres - bubble) * share;
        if (gas > 0) {
            pumpGas(gas, bubble > 0 || share == 1);
        }
        count(PlantFault.AIR_BUBBLE, bubble > 0);
        double drawn = inlet.draw(microlitres - gas);
        line.enter(drawn);
        front.enterAtHead(drawn, reservoirConcentration);
        return share > 0;
    }

    private void pumpGas(double microlitres, boolean alone) {
        double absolute = Line.ATMOSPHERE_KILOPASCALS + inlet.upstreamKilopascals();
        line.enterGas(microlitres * absolute);
        double atLine =
                microlitres * absolute / (Line.ATMOSPHERE_KILOPASCALS + line.pressureKilopascals());
        if (alone) {
            air.enter(atLine, passedMicrolitres);
        } else {
            air.gather(atLine, passedMicrolitres);
        }
    }

    /** The head turns back and moves fluid from the line to the inlet, as far as there is any. */
    void pumpBack(double microlitres) {
        double moved = Math.min(microlitres, line.returnableMicrolitres());
        line.enter(-moved);
        front.leaveAtHead(moved);
        inlet.giveBack(moved);
    }

    /** New content for the reservoir; what is in the line stays in the line. */
    void refill(double microlitres, double concentration) {
        inlet.refill(microlitres);
        reservoirConcentration = concentration;
    }

    void drawAir(double fraction) {
        airFraction = fraction;
    }

    /** Looks {@code seconds} ahead; the getters below tell what is there then. */
    void look(double seconds) {
        line.look(seconds);
        inlet.look(seconds);
    }

    double lookedTipMicrolitres() {
        return tipMicrolitres + line.outMicrolitres();
    }

    double lookedPassedMicrolitres() {
        return passedMicrolitres + line.outMicrolitres() + line.leakMicrolitres();
    }

    double lookedTipMicrograms() {
        return tipMicrograms + front.microgramsWithin(line.outMicrolitres());
    }

    double lookedLeakedMicrolitres() {
        return leakedMicrolitres + line.leakMicrolitres() + inlet.leakedMicrolitres();
    }

    double lookedExpandedMicrolitres(double seconds) {
        return expandedMicrolitres + line.expansionMicrolitresPerSecond() * seconds;
    }

    double lookedStoredMicrolitres() {
        return stored(line.lookedStored(), inlet.lookedUpstream()) - storedAtStart;
    }

    double reservoirMicrogramsPerMillilitre() {
        return reservoirConcentration;
    }

    double tipMicrogramsPerMillilitre() {
        return front.tipMicrogramsPerMillilitre();
    }

    private double stored(double inLine, double upstreamKilopascals) {
        return inLine + inletCompliance * upstreamKilopascals;
    }

    void save(DataOutput out) throws IOException {
        line.save(out);
        inlet.save(out);
        front.save(out);
        air.save(out);
        out.writeDouble(reservoirConcentration);
        out.writeDouble(airFraction);
        out.writeDouble(tipMicrolitres);
        out.writeDouble(tipMicrograms);
        out.writeDouble(leakedMicrolitres);
        out.writeDouble(expandedMicrolitres);
        out.writeDouble(passedMicrolitres);
    }

    void load(DataInput in) throws IOException {
        line.load(in);
        inlet.load(in);
        front.load(in);
        air.load(in);
        reservoirConcentration = in.readDouble();
        airFraction = in.readDouble();
        tipMicrolitres = in.readDouble();
        tipMicrograms = in.readDouble();
        leakedMicrolitres = in.readDouble();
        expandedMicrolitres = in.readDouble();
        passedMicrolitres = in.readDouble();
    }
}
