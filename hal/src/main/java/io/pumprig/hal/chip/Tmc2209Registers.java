package io.pumprig.hal.chip;

/**
 * Addresses and bits of the TMC2209 that the rig uses (device reference 1.5, 1.6). Addresses and
 * bits only: arithmetic on them belongs to the driver, so that a chip model that shares this table
 * still checks it.
 */
public final class Tmc2209Registers {
    public static final int GCONF = 0x00;
    public static final int GSTAT = 0x01;

    /** Counts accepted writes modulo 256: the only proof that a write arrived. */
    public static final int IFCNT = 0x02;

    /** Write only; bits 11..8 delay the replies. */
    public static final int SLAVECONF = 0x03;

    public static final int IOIN = 0x06;
    public static final int IHOLD_IRUN = 0x10;
    public static final int TPOWERDOWN = 0x11;
    public static final int TSTEP = 0x12;
    public static final int TPWMTHRS = 0x13;
    public static final int TCOOLTHRS = 0x14;
    public static final int VACTUAL = 0x22;
    public static final int SGTHRS = 0x40;
    public static final int SG_RESULT = 0x41;
    public static final int COOLCONF = 0x42;
    public static final int MSCNT = 0x6A;
    public static final int MSCURACT = 0x6B;
    public static final int CHOPCONF = 0x6C;
    public static final int DRV_STATUS = 0x6F;
    public static final int PWMCONF = 0x70;

    /** IOIN bits 31..24 of a TMC2209. */
    public static final int VERSION = 0x21;

    /** GCONF: the VREF pin scales the current. */
    public static final int GCONF_I_SCALE_ANALOG = 1;

    /** GCONF: turns the other way for the same DIR. */
    public static final int GCONF_SHAFT = 1 << 3;

    /** GCONF: PDN_UART is the UART alone, no power-down input. */
    public static final int GCONF_PDN_DISABLE = 1 << 6;

    /** GCONF: microsteps come from CHOPCONF.MRES, not from the pins. */
    public static final int GCONF_MSTEP_REG_SELECT = 1 << 7;

    public static final int GCONF_MULTISTEP_FILT = 1 << 8;

    /** GSTAT: the chip was reset and has lost its registers. */
    public static final int GSTAT_RESET = 1;

    /** GSTAT: shut down by over-temperature or short. */
    public static final int GSTAT_DRV_ERR = 2;

    /** GSTAT: charge pump low; live, not latched. */
    public static final int GSTAT_UV_CP = 4;

    /** IOIN: level of the ENN pin; 1 says bridges off. */
    public static final int IOIN_ENN = 1;

    public static final int IOIN_DIAG = 1 << 4;
    public static final int IOIN_PDN_UART = 1 << 6;
    public static final int IOIN_STEP = 1 << 7;
    public static final int IOIN_DIR = 1 << 9;

    /** DRV_STATUS: hot, and goes on working. */
    public static final int STATUS_OTPW = 1;

    /** DRV_STATUS: too hot, bridges off. */
    public static final int STATUS_OT = 1 << 1;

    public static final int STATUS_S2GA = 1 << 2;
    public static final int STATUS_S2GB = 1 << 3;
    public static final int STATUS_S2VSA = 1 << 4;
    public static final int STATUS_S2VSB = 1 << 5;

    /** DRV_STATUS: any of the four shorts. */
    public static final int STATUS_SHORT = STATUS_S2GA | STATUS_S2GB | STATUS_S2VSA | STATUS_S2VSB;

    /** DRV_STATUS: open load, phase A; of use in a slow test jog only. */
    public static final int STATUS_OLA = 1 << 6;

    public static final int STATUS_OLB = 1 << 7;
    public static final int STATUS_STEALTH = 1 << 30;

    /** DRV_STATUS: standstill, 87 ms after the last step. */
    public static final int STATUS_STST = 1 << 31;

    private Tmc2209Registers() {}

    /** Part number field of IOIN; {@link #VERSION} for a TMC2209. */
    public static int version(int ioin) {
        return ioin >>> 24;
    }

    /** Current scale in use, 0-31: the holding current at rest, the running current in motion. */
    public static int currentScale(int drvStatus) {
        return drvStatus >>> 16 & 0x1F;
    }

    /** CHOPCONF.MRES: 0 is 256 microsteps a full step, 4 is 16, 8 is 1. */
    public static int microstepResolution(int chopconf) {
        return chopconf >>> 24 & 0xF;
    }
}
