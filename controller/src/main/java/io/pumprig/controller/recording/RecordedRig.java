package io.pumprig.controller.recording;

import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.PumpHead;

/**
 * What a recording keeps of the rig.
 *
 * @param name its name in topics
 * @param wiring {@code rig.yaml} as it was read, for people
 * @param head what a turn delivers
 * @param compliancePicolitresPerKilopascal volume that its line stores for each kilopascal
 * @param path the volumes that orders are checked against
 * @param endOfServiceUtcMillis when it is to be replaced; {@link Long#MAX_VALUE}: never
 * @param periodNanos period of the cycle
 * @param emulated whether that period is one that only an emulated board may have
 * @param parts what was found at bring-up
 */
public record RecordedRig(
        String name,
        String wiring,
        PumpHead head,
        long compliancePicolitresPerKilopascal,
        FluidPath path,
        long endOfServiceUtcMillis,
        long periodNanos,
        boolean emulated,
        Parts parts) {

    /**
     * What a rig may have or not.
     *
     * @param flow a flow sensor is fitted
     * @param bubble a bubble detector is fitted
     * @param bolusButton a demand button is fitted
     * @param driveKeptPower the motor driver had kept its power since before bring-up
     */
    public record Parts(boolean flow, boolean bubble, boolean bolusButton, boolean driveKeptPower) {
        /** Those of a rig that was brought up. */
        public static Parts of(PumpDevices devices) {
            return new Parts(
                    devices.flow().isPresent(),
                    devices.bubble().isPresent(),
                    devices.bolusButton().isPresent(),
                    devices.driveKeptPower());
        }
    }

    /** The thresholds of the interlocks for it. */
    public SafetyLimits limits() {
        return SafetyLimits.of(
                head,
                compliancePicolitresPerKilopascal,
                path.capacityPicolitres(),
                endOfServiceUtcMillis);
    }

    void write(Lines into) {
        into.put("rig", name)
                .put("rig_yaml", wiring)
                .put("microsteps_per_revolution", head.microstepsPerRevolution())
                .put("pl_per_revolution", head.picolitresPerRevolution())
                .put("compliance_pl_per_kpa", compliancePicolitresPerKilopascal)
                .put("dead_pl", path.deadPicolitres())
                .put("capacity_pl", path.capacityPicolitres())
                .put("end_of_service_utc_millis", endOfServiceUtcMillis)
                .put("period_ns", periodNanos)
                .put("emulated", emulated)
                .put("flow", parts.flow)
                .put("bubble", parts.bubble)
                .put("bolus_button", parts.bolusButton)
                .put("drive_kept_power", parts.driveKeptPower);
    }

    static RecordedRig read(Lines from) {
        return new RecordedRig(
                from.text("rig"),
                from.text("rig_yaml"),
                new PumpHead(
                        Math.toIntExact(from.number("microsteps_per_revolution")),
                        from.number("pl_per_revolution")),
                from.number("compliance_pl_per_kpa"),
                new FluidPath(from.number("dead_pl"), from.number("capacity_pl")),
                from.number("end_of_service_utc_millis"),
                from.number("period_ns"),
                from.flag("emulated"),
                new Parts(
                        from.flag("flow"),
                        from.flag("bubble"),
                        from.flag("bolus_button"),
                        from.flag("drive_kept_power")));
    }
}
