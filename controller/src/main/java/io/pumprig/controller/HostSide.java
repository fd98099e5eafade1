package io.pumprig.controller;

import io.pumprig.controller.order.Order;

/**
 * What a cycle takes from the host and not from the rig's devices or its clock: orders, and how far
 * the disk is. It passes here, so that a recording hears all of it, and a replay, which has neither
 * operators nor that disk, can say it again. Control thread, but for start-up; neither waits nor
 * allocates.
 */
public interface HostSide {
    /** Nobody listens, nothing is changed. */
    HostSide UNHEARD =
            new HostSide() {
                @Override
                public long lease(long microsteps) {
                    return microsteps;
                }

                @Override
                public boolean isWritten(boolean written) {
                    return written;
                }

                @Override
                public void takes(Order order) {}
            };

    /**
     * The lease of a cycle, asked for once in each.
     *
     * @param microsteps what the journal allows
     * @return what the cycle may deliver
     */
    long lease(long microsteps);

    /**
     * Whether the journal was written, whenever a self-test asks.
     *
     * @param written what the journal says
     * @return what the self-test is told
     */
    boolean isWritten(boolean written);

    /** An order is taken by this cycle, and will be answered in it. */
    void takes(Order order);
}
