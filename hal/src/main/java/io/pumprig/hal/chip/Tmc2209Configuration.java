package io.pumprig.hal.chip;

/**
 * How a TMC2209 is used: what its bring-up writes (device reference 1.5, column "Rig", and 1.6).
 * VACTUAL is not here: it is always written 0, since the internal pulse generator is never used for
 * dosing.
 *
 * @param gconf must set pdn_disable and mstep_reg_select
 * @param slaveconf SENDDELAY in bits 11..8
 * @param tcoolthrs 0 keeps StallGuard silent (device reference 1.9)
 * @param answerTimeoutNanos what an answer of the chip may take, from the request on
 */
public record Tmc2209Configuration(
        int gconf,
        int slaveconf,
        int chopconf,
        int iholdIrun,
        int tpowerdown,
        int pwmconf,
        int tpwmthrs,
        int tcoolthrs,
        int sgthrs,
        int coolconf,
        long answerTimeoutNanos) {

    /** What an answer may take over a line of the Pi's own (device reference 1.4). */
    public static final long ANSWER_TIMEOUT_NANOS = 10_000_000;

    /** The reference rig: 16 microsteps, no interpolation, StealthChop, IHOLD 4, IRUN 16. */
    public static final Tmc2209Configuration RIG =
            new Tmc2209Configuration(
                    0x1C0,
                    0x200,
                    0x04030053,
                    0x61004,
                    20,
                    0xC80D0E24,
                    0,
                    0,
                    0,
                    0,
                    ANSWER_TIMEOUT_NANOS);

    public Tmc2209Configuration {
        int needed = Tmc2209Registers.GCONF_PDN_DISABLE | Tmc2209Registers.GCONF_MSTEP_REG_SELECT;
        if ((gconf & needed) != needed) {
            throw new IllegalArgumentException(
                    String.format("GCONF 0x%X lacks pdn_disable or mstep_reg_select", gconf));
        }
        if (Tmc2209Registers.microstepResolution(chopconf) > 8) {
            throw new IllegalArgumentException(
                    String.format("CHOPCONF 0x%08X: MRES above 8", chopconf));
        }
    }

    /** The same over a line whose answers take longer, such as a USB adapter's. */
    public Tmc2209Configuration answeringWithin(long timeoutNanos) {
        return new Tmc2209Configuration(
                gconf,
                slaveconf,
                chopconf,
                iholdIrun,
                tpowerdown,
                pwmconf,
                tpwmthrs,
                tcoolthrs,
                sgthrs,
                coolconf,
                timeoutNanos);
    }

    /** Counts of MSCNT for one step pulse, 1 to 256; 16 at 16 microsteps. */
    public int countsPerPulse() {
        return 1 << Tmc2209Registers.microstepResolution(chopconf);
    }

    /** True when both current settings leave current in the coils, so CS_ACTUAL is never 0. */
    boolean alwaysHolds() {
        return (iholdIrun & 0x1F) != 0 && (iholdIrun >> 8 & 0x1F) != 0;
    }
}
