package io.pumprig.controller.order;

/**
 * The volumes of a rig that orders are checked against: calibrated data of its file, never literals
 * (SR-11).
 *
 * @param deadPicolitres between head and catheter tip
 * @param capacityPicolitres of the reservoir
 */
public record FluidPath(long deadPicolitres, long capacityPicolitres) {
    /** The reference rig: 0.140 mL of tubing, 70 cm of catheter at 0.0026 mL/cm, 20 mL. */
    public static final FluidPath REFERENCE = new FluidPath(322_000_000L, 20_000_000_000L);

    public FluidPath {
        if (deadPicolitres <= 0 || capacityPicolitres <= deadPicolitres) {
            throw new IllegalArgumentException(
                    "dead volume " + deadPicolitres + " pL, capacity " + capacityPicolitres);
        }
    }
}
