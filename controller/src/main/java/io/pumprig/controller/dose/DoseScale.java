package io.pumprig.controller.dose;

import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.device.PumpHead;
import java.math.BigInteger;

/**
 * How mass, volume and microsteps belong together for one head and one concentration. All rates of
 * a therapy are numerators over one denominator, so that remainders carry across a change of rate:
 *
 * <pre>
 *   microsteps/ns = numerator / (86 400e9 ns/day x pg/nL x pL/revolution)
 *   numerator of D pg/day  = D x 1000 pL/nL x microsteps/revolution
 *   numerator of R pL/day  = R x pg/nL x microsteps/revolution
 * </pre>
 */
public final class DoseScale {
    /** Nanoseconds of a day. */
    public static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private static final long SECONDS_PER_DAY = 86_400L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PumpHead head;
    private final long picogramsPerNanolitre;
    private final long denominatorHigh;
    private final long denominatorLow;

    /**
     * @param picogramsPerNanolitre concentration, within the limits of {@link Prescription}
     */
    public DoseScale(PumpHead head, long picogramsPerNanolitre) {
        if (picogramsPerNanolitre < Prescription.LEAST_PICOGRAMS_PER_NANOLITRE
                || picogramsPerNanolitre > Prescription.MOST_PICOGRAMS_PER_NANOLITRE) {
            throw new IllegalArgumentException("concentration " + picogramsPerNanolitre);
        }
        this.head = head;
        this.picogramsPerNanolitre = picogramsPerNanolitre;
        BigInteger denominator =
                BigInteger.valueOf(NANOS_PER_DAY)
                        .multiply(BigInteger.valueOf(picogramsPerNanolitre))
                        .multiply(BigInteger.valueOf(head.picolitresPerRevolution()));
        denominatorHigh = denominator.shiftRight(64).longValueExact();
        denominatorLow = denominator.longValue();
    }

    /** Numerator of a dose rate; exact. */
    public long numeratorOfDose(long picogramsPerDay) {
        return Math.multiplyExact(
                Math.multiplyExact(picogramsPerDay, 1_000L), (long) head.microstepsPerRevolution());
    }

    /** Numerator of a volume rate; exact. */
    public long numeratorOfVolume(long picolitresPerDay) {
        return Math.multiplyExact(
                Math.multiplyExact(picolitresPerDay, picogramsPerNanolitre),
                (long) head.microstepsPerRevolution());
    }

    /** Dose rate of a numerator, rounded down to a picogram a day; for display. */
    public long picogramsPerDay(long numerator) {
        return numerator / (1_000L * head.microstepsPerRevolution());
    }

    /** Volume rate of a numerator, rounded up to a picolitre a day; for limits. */
    public long picolitresPerDay(long numerator) {
        long perPicolitre = picogramsPerNanolitre * head.microstepsPerRevolution();
        return (numerator + perPicolitre - 1) / perPicolitre;
    }

    /** Drug in {@code microsteps}, rounded down to a picogram. */
    public long picogramsOf(long microsteps) {
        long turns = microsteps / head.microstepsPerRevolution();
        long rest = microsteps % head.microstepsPerRevolution();
        long whole =
                Math.multiplyExact(
                        Math.multiplyExact(turns, head.picolitresPerRevolution()),
                        picogramsPerNanolitre);
        // At most 51 200 x 250e6 x 4 000, and divided last, so that it is rounded only once.
        long part =
                rest
                        * head.picolitresPerRevolution()
                        * picogramsPerNanolitre
                        / head.microstepsPerRevolution();
        return (whole + part) / 1_000;
    }

    /** Whole microsteps that hold at most {@code picograms}: a remainder is never given. */
    public long microstepsWithin(long picograms) {
        return Math.multiplyExact(
                        Math.multiplyExact(picograms, 1_000L), head.microstepsPerRevolution())
                / (picogramsPerNanolitre * head.picolitresPerRevolution());
    }

    /** Time that {@code microsteps} take at a volume rate, rounded up to a second. */
    public long nanosFor(long microsteps, long picolitresPerDay) {
        long picolitres = head.picolitresOf(microsteps) + 1;
        long scaled = Math.multiplyExact(picolitres, SECONDS_PER_DAY);
        return (scaled + picolitresPerDay - 1) / picolitresPerDay * NANOS_PER_SECOND;
    }

    public PumpHead head() {
        return head;
    }

    public long picogramsPerNanolitre() {
        return picogramsPerNanolitre;
    }

    long denominatorHigh() {
        return denominatorHigh;
    }

    long denominatorLow() {
        return denominatorLow;
    }
}
