package io.pumprig.hal.chip;

/** The families of balances that a rig can have on its bench (device reference 6.1, 6.2). */
public enum BalanceDialect {
    /** Mettler-Toledo MT-SICS, also KERN KCP. */
    MT_SICS("mt-sics", new MtSicsLines()),
    /** A&D standard format. */
    AND("and", new AndLines()),
    /** Sartorius SBI, lines of 16 or 22 bytes. */
    SBI("sbi", new SbiLines());

    private final String wiredName;
    private final BalanceLines lines;

    BalanceDialect(String wiredName, BalanceLines lines) {
        this.wiredName = wiredName;
        this.lines = lines;
    }

    /** The name in the rig's wiring. */
    public String wiredName() {
        return wiredName;
    }

    BalanceLines lines() {
        return lines;
    }
}
