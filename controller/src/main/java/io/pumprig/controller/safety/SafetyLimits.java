package io.pumprig.controller.safety;

import io.pumprig.hal.device.PumpHead;

/**
 * The thresholds of the interlocks. Defaults are settings, not literals; each names its
 * requirement.
 *
 * @param head geometry of the pump head
 * @param pressure of line and inlet
 * @param reservoir by weight
 * @param rotor by encoder and step counter
 * @param flow of volume against what was commanded
 * @param air in the line
 * @param supply of sensors and motor
 * @param host of sensors, clocks and the computer
 */
public record SafetyLimits(
        PumpHead head,
        Pressure pressure,
        Reservoir reservoir,
        Rotor rotor,
        Flow flow,
        Air air,
        Supply supply,
        Host host) {

    /**
     * Line and inlet.
     *
     * @param compliancePicolitresPerKilopascal volume that the line stores (SR-58)
     * @param occlusionPascals pressure that stops at once (SR-55)
     * @param occlusionMissedPicolitres volume stored in the line that stops (SR-58)
     * @param decayPascals excess over the baseline below which a released line may be pumped again
     *     (SR-59)
     * @param suctionPascals suction before the head, beyond what flow explains, that stops (SR-56)
     * @param inletPascalsPerMicrolitrePerHour what flow explains: the inlet's resistance
     * @param inletPicolitresPerKilopascal volume that the inlet stores
     * @param trendSigmas deviations of a minute's mean over its baseline that are a trend (SR-57)
     * @param leastSigmaPascals a minute's mean is never believed to be better known than this: the
     *     sensor's own drift, 0.14 kPa in the short run
     */
    public record Pressure(
            long compliancePicolitresPerKilopascal,
            int occlusionPascals,
            long occlusionMissedPicolitres,
            int decayPascals,
            int suctionPascals,
            int inletPascalsPerMicrolitrePerHour,
            long inletPicolitresPerKilopascal,
            int trendSigmas,
            int leastSigmaPascals) {

        public Pressure {
            require(compliancePicolitresPerKilopascal > 0, "compliancePicolitresPerKilopascal");
            require(occlusionMissedPicolitres > 0, "occlusionMissedPicolitres");
            require(decayPascals > 0 && decayPascals < occlusionPascals, "decayPascals");
            require(suctionPascals > UpstreamOcclusion.HYSTERESIS_PASCALS, "suctionPascals");
            require(inletPascalsPerMicrolitrePerHour > 0, "inletPascalsPerMicrolitrePerHour");
            require(inletPicolitresPerKilopascal > 0, "inletPicolitresPerKilopascal");
            require(trendSigmas > 0, "trendSigmas");
            require(leastSigmaPascals > 0, "leastSigmaPascals");
        }
    }

    /**
     * What the reservoir holds, by weight.
     *
     * @param capacityPicolitres what it may hold (SR-53)
     * @param overfillPicolitres beyond the capacity, what the scale's drift cannot explain
     * @param lowPicolitres low-reservoir mark (SR-50)
     * @param emptyPicolitres empty-reservoir mark (SR-51)
     * @param discrepancyPicolitres least gap between ledger and weight that alarms (SR-49)
     * @param discrepancyPermille of what was delivered, where that is more than the least gap
     * @param warningPermille of what was delivered, that the state shows (therapy reference 8.8)
     */
    public record Reservoir(
            long capacityPicolitres,
            long overfillPicolitres,
            long lowPicolitres,
            long emptyPicolitres,
            long discrepancyPicolitres,
            int discrepancyPermille,
            int warningPermille) {
        /** Each mark is left 0.2 mL from where it was met: two sd of the scale's drift (0.1 g). */
        public static final long HYSTERESIS_PICOLITRES = 200_000_000L;

        public Reservoir {
            require(emptyPicolitres > 0 && emptyPicolitres < lowPicolitres, "emptyPicolitres");
            require(overfillPicolitres > HYSTERESIS_PICOLITRES, "overfillPicolitres");
            require(discrepancyPicolitres > HYSTERESIS_PICOLITRES, "discrepancyPicolitres");
            require(warningPermille > 0, "warningPermille");
            require(discrepancyPermille >= warningPermille, "discrepancyPermille");
        }
    }

    /**
     * Motion.
     *
     * @param missedCounts encoder lag that is a missed step (SR-64)
     * @param stallMicrosteps microsteps without motion that are a stall (F-15)
     * @param retries how often a stalled motor is tried again (SR-65)
     * @param restNanos how long its coils are off before each try
     * @param retryMicrosteps how far it is tried
     * @param unseenMicrosteps pulses sent that the driver did not count, which are a broken wire
     */
    public record Rotor(
            int missedCounts,
            int stallMicrosteps,
            int retries,
            long restNanos,
            int retryMicrosteps,
            int unseenMicrosteps) {

        public Rotor {
            require(missedCounts > 0, "missedCounts");
            require(stallMicrosteps > 0, "stallMicrosteps");
            require(retries >= 0, "retries");
            require(restNanos > 0, "restNanos");
            require(retryMicrosteps > 0, "retryMicrosteps");
            require(unseenMicrosteps > 0, "unseenMicrosteps");
        }
    }

    /**
     * Volume against what was commanded.
     *
     * @param excessPicolitres motion or flow beyond or against what was commanded (F-18, SR-37,
     *     SR-38)
     * @param windowPicolitres least volume over which flow is compared (SR-20)
     * @param windowNanos and least time, for a bolus (SR-20)
     * @param tolerancePermille deviation that is over- or under-delivery (SR-20, SR-21)
     * @param missedPicolitres volume without a sign that it arrived (SR-22)
     * @param floorPicolitresPerMinute flow below which the flow sensor is not asked about volume
     */
    public record Flow(
            long excessPicolitres,
            long windowPicolitres,
            long windowNanos,
            int tolerancePermille,
            long missedPicolitres,
            long floorPicolitresPerMinute) {

        public Flow {
            require(excessPicolitres > 0, "excessPicolitres");
            require(windowPicolitres > 0, "windowPicolitres");
            require(windowNanos > 0, "windowNanos");
            require(tolerancePermille > 0 && tolerancePermille < 500, "tolerancePermille");
            require(missedPicolitres > 0, "missedPicolitres");
            require(floorPicolitresPerMinute > 0, "floorPicolitresPerMinute");
        }
    }

    /**
     * Air (SR-60).
     *
     * @param singlePicolitres volume of one bubble that stops
     * @param dailyPicolitres volume in 24 h from which on any bubble stops
     */
    public record Air(long singlePicolitres, long dailyPicolitres) {

        public Air {
            require(singlePicolitres > 0, "singlePicolitres");
            require(dailyPicolitres >= singlePicolitres, "dailyPicolitres");
        }
    }

    /**
     * Bands of the supplies (SR-91): 5 V within 5 %, 12 V within 10 %.
     *
     * @param leastSensorMillivolts of the sensors
     * @param mostSensorMillivolts of the sensors
     * @param leastMotorMillivolts of the motor
     * @param mostMotorMillivolts of the motor
     */
    public record Supply(
            int leastSensorMillivolts,
            int mostSensorMillivolts,
            int leastMotorMillivolts,
            int mostMotorMillivolts) {

        public Supply {
            require(leastSensorMillivolts < mostSensorMillivolts, "leastSensorMillivolts");
            require(leastMotorMillivolts < mostMotorMillivolts, "leastMotorMillivolts");
        }
    }

    /**
     * Sensors, clocks and the computer.
     *
     * @param stuckNanos how long an identical raw code is believed (SR-72)
     * @param hotNanos how long a driver may warn of its heat before it is stopped (SR-68, F-32)
     * @param clockStepNanos jump of the calendar against the monotonic clock that is told (F-38)
     * @param standstillNanos gap between two cycles after which the watchdog has taken the motor
     *     (SR-71)
     * @param endOfServiceUtcMillis when the pump is to be replaced, ms since 1970 (SR-94); {@link
     *     Long#MAX_VALUE} for never
     */
    public record Host(
            long stuckNanos,
            long hotNanos,
            long clockStepNanos,
            long standstillNanos,
            long endOfServiceUtcMillis) {

        public Host {
            require(stuckNanos > 0, "stuckNanos");
            require(hotNanos > 0, "hotNanos");
            require(clockStepNanos > 0, "clockStepNanos");
            require(standstillNanos > 0, "standstillNanos");
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is out of its limits");
        }
    }

    /** The defaults of the requirements for a head and a line; a reservoir of 40 mL. */
    public static SafetyLimits defaults(PumpHead head, long compliancePicolitresPerKilopascal) {
        return new SafetyLimits(
                head,
                new Pressure(
                        compliancePicolitresPerKilopascal,
                        69_000,
                        5_000_000L,
                        5_000,
                        6_900,
                        20,
                        50_000L,
                        8,
                        150),
                new Reservoir(
                        40_000_000_000L,
                        600_000_000L,
                        4_000_000_000L,
                        1_000_000_000L,
                        1_000_000_000L,
                        145,
                        50),
                new Rotor(
                        (int) head.countsOf(head.microstepsPerElectricalCycle() / 2) + 1,
                        head.microstepsPerElectricalCycle(),
                        3,
                        10_000_000_000L,
                        8,
                        8),
                new Flow(2_000_000L, 50_000_000L, 60_000_000_000L, 145, 10_000_000L, 10_000_000L),
                new Air(10_000_000L, 50_000_000L),
                new Supply(4_750, 5_250, 10_800, 13_200),
                new Host(
                        60_000_000_000L,
                        10_000_000_000L,
                        1_000_000_000L,
                        1_000_000_000L,
                        Long.MAX_VALUE));
    }

    /**
     * The defaults for one rig.
     *
     * @param compliancePicolitresPerKilopascal volume that its line stores for each kilopascal
     * @param capacityPicolitres what its reservoir holds
     * @param endOfServiceUtcMillis when it is to be replaced; {@link Long#MAX_VALUE}: never
     */
    public static SafetyLimits of(
            PumpHead head,
            long compliancePicolitresPerKilopascal,
            long capacityPicolitres,
            long endOfServiceUtcMillis) {
        return defaults(head, compliancePicolitresPerKilopascal)
                .holding(capacityPicolitres)
                .until(endOfServiceUtcMillis);
    }

    /** The same for a pump that is to be replaced at that UTC, ms since 1970 (SR-94). */
    public SafetyLimits until(long endOfServiceUtcMillis) {
        return new SafetyLimits(
                head,
                pressure,
                reservoir,
                rotor,
                flow,
                air,
                supply,
                new Host(
                        host.stuckNanos,
                        host.hotNanos,
                        host.clockStepNanos,
                        host.standstillNanos,
                        endOfServiceUtcMillis));
    }

    /** The same with a reservoir of another capacity. */
    public SafetyLimits holding(long capacityPicolitres) {
        return new SafetyLimits(
                head,
                pressure,
                new Reservoir(
                        capacityPicolitres,
                        reservoir.overfillPicolitres,
                        reservoir.lowPicolitres,
                        reservoir.emptyPicolitres,
                        reservoir.discrepancyPicolitres,
                        reservoir.discrepancyPermille,
                        reservoir.warningPermille),
                rotor,
                flow,
                air,
                supply,
                host);
    }
}
