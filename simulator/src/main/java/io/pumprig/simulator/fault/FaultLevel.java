package io.pumprig.simulator.fault;

/** Where a fault sits; from there it is seen through the real drivers and the real link alone. */
public enum FaultLevel {
    /** Fluid, mechanics, supplies, room. */
    FLUID("fluid"),
    /** Inside a chip or sensor: registers and measured values. */
    CHIP("chip"),
    /** Between controller and chip: bits, bytes, edges, levels. */
    WIRE("wire"),
    /** The computer that the controller runs on: power, clock, disk, scheduling. */
    HOST("host"),
    /** Between the controller and the broker. */
    LINK("link"),
    /** What people and their programs send. */
    OPERATOR("operator");

    private final String label;

    FaultLevel(String label) {
        this.label = label;
    }

    /** The name in documents. */
    public String label() {
        return label;
    }
}
