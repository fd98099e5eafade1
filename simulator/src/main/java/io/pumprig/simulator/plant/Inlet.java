package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Reservoir, inlet tube and the elastic node before the head (therapy reference 9.5).
 *
 * <p>Between events the reservoir fills the node through the inlet's resistance: one exponential,
 * with the bag's own stiffness once it collapses. Whether it collapses is judged at the beginning
 * of a spell; the law is continuous there, and volume is conserved in any case.
 */
final class Inlet {
    private static final double SECONDS_PER_HOUR = 3600.0;
    private static final double MICROLITRES_PER_MILLILITRE = 1000.0;

    private final PlantSettings.Reservoir settings;
    private final double compliance;
    private final double openResistance;
    private final double stiffness;

    private double reservoirMicrolitres;
    private double upstreamKilopascals;
    private double severity;
    private double conductance;
    private double leakMicrolitresPerSecond;
    private double siphonMicrolitresPerSecond;

    // Result of the last look.
    private double lookedReservoir;
    private double lookedUpstream;
    private double leakedMicrolitres;

    Inlet(PlantSettings.Reservoir settings) {
        this.settings = settings;
        compliance = settings.inletMicrolitresPerKilopascal();
        openResistance = settings.inletKilopascalsPerMicrolitrePerHour() * SECONDS_PER_HOUR;
        stiffness = settings.collapseKilopascalsPerMillilitre() / MICROLITRES_PER_MILLILITRE;
        conductance = 1 / openResistance;
        reservoirMicrolitres = settings.microlitres();
        upstreamKilopascals = reservoirKilopascals(reservoirMicrolitres);
    }

    /** Works out what happens in the next {@code seconds}, and changes nothing. */
    void look(double seconds) {
        double springs =
                1 / compliance
                        + (reservoirMicrolitres < settings.collapseMicrolitres() ? stiffness : 0);
        double leak = leakMicrolitresPerSecond;
        if (leak * seconds > reservoirMicrolitres) {
            leak = reservoirMicrolitres / seconds;
        }
        double difference = reservoirKilopascals(reservoirMicrolitres) - upstreamKilopascals;
        double moved = 0;
        if (conductance > 0 && (difference != 0 || leak != 0)) {
            double rate = springs * conductance;
            double target = -(springs - 1 / compliance) * leak / rate;
            double fall = Exponential.oneMinusExp(rate * seconds);
            moved = conductance * (target * seconds + (difference - target) * fall / rate);
        }
        leakedMicrolitres = leak * seconds;
        double siphoned = siphonMicrolitresPerSecond * seconds;
        lookedReservoir = reservoirMicrolitres - moved - leakedMicrolitres - siphoned;
        lookedUpstream = upstreamKilopascals + moved / compliance;
    }

    /** Makes the last look the state. */
    void keep() {
        reservoirMicrolitres = lookedReservoir;
        upstreamKilopascals = lookedUpstream;
    }

    /** The head draws; returns what it gets, which ends where the inlet is at vacuum. */
    double draw(double microlitres) {
        double most = Math.max(0, compliance * (upstreamKilopascals - Line.VACUUM_KILOPASCALS));
        double drawn = Math.min(microlitres, most);
        upstreamKilopascals -= drawn / compliance;
        return drawn;
    }

    /** The head gives back. */
    void giveBack(double microlitres) {
        upstreamKilopascals += microlitres / compliance;
    }

    void refill(double microlitres) {
        reservoirMicrolitres = microlitres;
    }

    void occlude(double newSeverity) {
        severity = newSeverity;
        double open = 1 - newSeverity;
        conductance = open * open / openResistance;
    }

    void leak(double microlitresPerHour) {
        leakMicrolitresPerSecond = microlitresPerHour / SECONDS_PER_HOUR;
    }

    /** Fluid that leaves for the line beside the rollers; negative comes back. */
    void siphon(double microlitresPerSecond) {
        siphonMicrolitresPerSecond = microlitresPerSecond;
    }

    double reservoirMicrolitres() {
        return reservoirMicrolitres;
    }

    double upstreamKilopascals() {
        return upstreamKilopascals;
    }

    double lookedReservoir() {
        return lookedReservoir;
    }

    double lookedUpstream() {
        return lookedUpstream;
    }

    double leakedMicrolitres() {
        return leakedMicrolitres;
    }

    /** Below its dead volume the reservoir gives gas. */
    boolean isEmpty() {
        return reservoirMicrolitres < settings.deadMicrolitres();
    }

    /** True when fluid would flow faster were it not for the occlusion. */
    boolean isImpeded() {
        return severity > 0 && reservoirKilopascals(reservoirMicrolitres) != upstreamKilopascals;
    }

    private double reservoirKilopascals(double microlitres) {
        double missing = settings.collapseMicrolitres() - microlitres;
        double spring = settings.gasSpringKilopascals();
        return missing > 0 ? spring - stiffness * missing : spring;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(reservoirMicrolitres);
        out.writeDouble(upstreamKilopascals);
        out.writeDouble(severity);
        out.writeDouble(conductance);
        out.writeDouble(leakMicrolitresPerSecond);
        out.writeDouble(siphonMicrolitresPerSecond);
    }

    void load(DataInput in) throws IOException {
        reservoirMicrolitres = in.readDouble();
        upstreamKilopascals = in.readDouble();
        severity = in.readDouble();
        conductance = in.readDouble();
        leakMicrolitresPerSecond = in.readDouble();
        siphonMicrolitresPerSecond = in.readDouble();
    }
}
