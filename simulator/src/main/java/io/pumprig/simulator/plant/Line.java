package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The elastic line between head and check valve, and the flow through the catheter (therapy
 * reference 9.3, 9.4).
 *
 * <p>Its state is the fluid stored above a line at rest, in microlitres; the pressure follows from
 * it, also with gas in the line (isothermal). Between events the flow law is linear on each side of
 * the valve's opening pressure and the sources are constant, so the pressure is an exponential on
 * each side and crosses over once at most. {@link #look} works out volumes and the new state;
 * {@link #keep} makes it the state. What leaves is subtracted from what is stored, so volume is
 * conserved to the last bits whatever the pressure does.
 *
 * <p>Gas makes the compliance depend on pressure; a spell is then cut into eight pieces, each with
 * the compliance at its beginning.
 */
final class Line {
    static final double ATMOSPHERE_KILOPASCALS = 101.325;

    /** Nothing can be sucked below this. */
    static final double VACUUM_KILOPASCALS = -98.0;

    private static final double SECONDS_PER_HOUR = 3600.0;
    private static final int PIECES_WITH_GAS = 8;

    private final double compliance;
    private final double openResistance;
    private final double crackKilopascals;
    private final double tipKilopascals;

    private double storedMicrolitres;
    private double pressureKilopascals;

    /** Amount of trapped gas: volume times absolute pressure. */
    private double gasKilopascalMicrolitres;

    private double severity;
    private double tipConductance;
    private double leakConductance;
    private boolean valveStuckOpen;
    private double expansionMicrolitresPerSecond;
    private double siphonMicrolitresPerSecond;

    // Result of the last look.
    private double lookedStored;
    private double lookedPressure;
    private double outMicrolitres;
    private double leakMicrolitres;

    Line(PlantSettings.Line settings) {
        compliance = settings.complianceMicrolitresPerKilopascal();
        openResistance = settings.resistanceKilopascalsPerMicrolitrePerHour() * SECONDS_PER_HOUR;
        crackKilopascals = settings.crackKilopascals();
        tipKilopascals = settings.tipKilopascals();
        tipConductance = 1 / openResistance;
        pressureKilopascals = crackKilopascals + tipKilopascals;
        gasKilopascalMicrolitres =
                settings.gasMicrolitres() * (ATMOSPHERE_KILOPASCALS + pressureKilopascals);
        storedMicrolitres =
                compliance * pressureKilopascals
                        - gasKilopascalMicrolitres / (ATMOSPHERE_KILOPASCALS + pressureKilopascals);
    }

    /** Works out what happens in the next {@code seconds}, and changes nothing. */
    void look(double seconds) {
        lookedStored = storedMicrolitres;
        lookedPressure = pressureKilopascals;
        outMicrolitres = 0;
        leakMicrolitres = 0;
        if (gasKilopascalMicrolitres > 0) {
            for (int i = 0; i < PIECES_WITH_GAS; i++) {
                spell(seconds / PIECES_WITH_GAS, complianceAt(lookedPressure));
            }
        } else {
            spell(seconds, compliance);
        }
    }

    /** Makes the last look the state. */
    void keep() {
        storedMicrolitres = lookedStored;
        pressureKilopascals = lookedPressure;
    }

    private void spell(double seconds, double c) {
        double opening = openingKilopascals();
        boolean open = valveStuckOpen || lookedPressure > opening;
        if (!open && lookedPressure == opening) {
            open = sourceMicrolitresPerSecond() > leakConductance * opening;
        }
        double first = valveStuckOpen ? seconds : secondsToOpening(open, opening, c, seconds);
        piece(first, open, opening, c);
        if (first < seconds) {
            lookedPressure = opening;
            piece(seconds - first, !open, opening, c);
        }
        lookedPressure = pressureOf(lookedStored);
    }

    /** When the pressure crosses the valve's opening pressure, at most {@code limit}. */
    private double secondsToOpening(boolean open, double opening, double c, double limit) {
        double g = leakConductance + (open ? tipConductance : 0);
        double above = lookedPressure - opening;
        double push = sourceMicrolitresPerSecond() - leakConductance * opening;
        if (g == 0) {
            double crossing = push == 0 ? limit : -above * c / push;
            return crossing > 0 && crossing < limit ? crossing : limit;
        }
        double target = push / g;
        if (above * target >= 0) {
            return limit;
        }
        return Math.min(limit, c / g * StrictMath.log((above - target) / -target));
    }

    /**
     * One side of the valve: {@code c dP/dt = push - g (P - opening)}, pressures counted from the
     * opening pressure so that a valve at rest gives exactly no flow.
     */
    private void piece(double seconds, boolean open, double opening, double c) {
        double tip = open ? tipConductance : 0;
        double g = leakConductance + tip;
        double push = sourceMicrolitresPerSecond() - leakConductance * opening;
        double above = lookedPressure - opening;
        double area;
        if (g == 0) {
            area = (above + 0.5 * push / c * seconds) * seconds;
            lookedPressure = opening + above + push / c * seconds;
        } else {
            double target = push / g;
            double fall = Exponential.oneMinusExp(g / c * seconds);
            area = target * seconds + (above - target) * fall * c / g;
            lookedPressure = opening + above + (target - above) * fall;
        }
        double out = tip * area;
        double leak = leakConductance * (area + opening * seconds);
        outMicrolitres += out;
        leakMicrolitres += leak;
        lookedStored += sourceMicrolitresPerSecond() * seconds - out - leak;
    }

    /** Fluid from the head; negative goes back to it. The caller has settled the time before. */
    void enter(double microlitres) {
        storedMicrolitres += microlitres;
        pressureKilopascals = pressureOf(storedMicrolitres);
    }

    /** Fluid that can go back through the head before the line is at vacuum. */
    double returnableMicrolitres() {
        return Math.max(0, compliance * (pressureKilopascals - VACUUM_KILOPASCALS));
    }

    /** Gas from the head: volume times the absolute pressure it had there. */
    void enterGas(double kilopascalMicrolitres) {
        gasKilopascalMicrolitres += kilopascalMicrolitres;
        pressureKilopascals = pressureOf(storedMicrolitres);
    }

    void occlude(double newSeverity) {
        severity = newSeverity;
        double open = 1 - newSeverity;
        tipConductance = open * open / openResistance;
    }

    void leakThrough(double kilopascalsPerMicrolitrePerHour) {
        leakConductance = 1 / (kilopascalsPerMicrolitrePerHour * SECONDS_PER_HOUR);
    }

    void stickValveOpen(boolean stuck) {
        valveStuckOpen = stuck;
    }

    void expand(double microlitresPerSecond) {
        expansionMicrolitresPerSecond = microlitresPerSecond;
    }

    /** Fluid that passes the head beside its rollers; negative goes back. */
    void siphon(double microlitresPerSecond) {
        siphonMicrolitresPerSecond = microlitresPerSecond;
    }

    double siphonMicrolitresPerSecond() {
        return siphonMicrolitresPerSecond;
    }

    private double sourceMicrolitresPerSecond() {
        return expansionMicrolitresPerSecond + siphonMicrolitresPerSecond;
    }

    double expansionMicrolitresPerSecond() {
        return expansionMicrolitresPerSecond;
    }

    double pressureKilopascals() {
        return pressureKilopascals;
    }

    double storedMicrolitres() {
        return storedMicrolitres;
    }

    double lookedStored() {
        return lookedStored;
    }

    double lookedPressure() {
        return lookedPressure;
    }

    /** Through the tip in the last look; negative is drawn in. */
    double outMicrolitres() {
        return outMicrolitres;
    }

    double leakMicrolitres() {
        return leakMicrolitres;
    }

    double gasMicrolitresAt(double kilopascals) {
        return gasKilopascalMicrolitres / (ATMOSPHERE_KILOPASCALS + kilopascals);
    }

    /** True when fluid would flow faster were it not for the occlusion. */
    boolean isImpeded() {
        return severity > 0 && pressureKilopascals > openingKilopascals();
    }

    /** True when a sound valve would be closed now. */
    boolean isOpenAgainstTheRules() {
        return valveStuckOpen && pressureKilopascals < crackKilopascals + tipKilopascals;
    }

    private double openingKilopascals() {
        return valveStuckOpen ? tipKilopascals : crackKilopascals + tipKilopascals;
    }

    private double complianceAt(double kilopascals) {
        double absolute = ATMOSPHERE_KILOPASCALS + kilopascals;
        return compliance + gasKilopascalMicrolitres / (absolute * absolute);
    }

    /** The root of {@code (compliance P - stored) (atmosphere + P) = gas} above vacuum. */
    private double pressureOf(double stored) {
        if (gasKilopascalMicrolitres == 0) {
            return stored / compliance;
        }
        double b = compliance * ATMOSPHERE_KILOPASCALS - stored;
        double c = stored * ATMOSPHERE_KILOPASCALS + gasKilopascalMicrolitres;
        return (StrictMath.sqrt(b * b + 4 * compliance * c) - b) / (2 * compliance);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(storedMicrolitres);
        out.writeDouble(pressureKilopascals);
        out.writeDouble(gasKilopascalMicrolitres);
        out.writeDouble(severity);
        out.writeDouble(tipConductance);
        out.writeDouble(leakConductance);
        out.writeBoolean(valveStuckOpen);
        out.writeDouble(expansionMicrolitresPerSecond);
        out.writeDouble(siphonMicrolitresPerSecond);
    }

    void load(DataInput in) throws IOException {
        storedMicrolitres = in.readDouble();
        pressureKilopascals = in.readDouble();
        gasKilopascalMicrolitres = in.readDouble();
        severity = in.readDouble();
        tipConductance = in.readDouble();
        leakConductance = in.readDouble();
        valveStuckOpen = in.readBoolean();
        expansionMicrolitresPerSecond = in.readDouble();
        siphonMicrolitresPerSecond = in.readDouble();
    }
}
