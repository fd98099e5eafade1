/**
 * The drug path and the mechanics, as they really are: what no controller ever sees but through a
 * chip (therapy reference 9).
 *
 * <p><b>Exact between events.</b> Nothing is integrated in steps. Between two events (a step of the
 * motor's field, a fault set, a knot of the temperature each minute) every pressure has a closed
 * form, and a look at it computes that form without changing anything. So it costs nothing while
 * nobody looks, and looking, however often and for whomever, leaves the bits as they are.
 *
 * <p><b>Deterministic.</b> {@code double} with {@code StrictMath} only; chance comes from a {@link
 * io.pumprig.simulator.plant.RandomStream} named for its use.
 *
 * <p>Units are in the names; inside the flow arithmetic: microlitres, kilopascals (gauge, unless
 * absolute is said), seconds. Knows no chip, no pin and no controller.
 */
package io.pumprig.simulator.plant;
