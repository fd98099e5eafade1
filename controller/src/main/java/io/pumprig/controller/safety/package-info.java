/**
 * Interlocks and the second channel. Each interlock judges one hazard in every cycle, whatever the
 * others found, and can only narrow the permit; what a hazard does to flow is the alarm's to say.
 *
 * <p>An interlock keeps no alarm alive: it raises for as long as it sees the hazard, with a
 * hysteresis where a reading may lie on the edge, and the alarm latches. {@link
 * io.pumprig.controller.safety.SafetyMonitor} shares nothing with them but the sample: it has its
 * own witnesses and its own arithmetic, so that one mistake cannot blind both.
 *
 * <p>What no sensor of this rig can show within the limit of the fault catalogue, and is therefore
 * not claimed (the arithmetic is with the class that comes nearest):
 *
 * <ul>
 *   <li>F-07, a leak of 16 % of a basal rate, and F-22, a wrong calibration, within 50 uL: the
 *       weight tells 14.5 % only from 1.4 mL on ({@link
 *       io.pumprig.controller.safety.FlowAgreement}, {@link
 *       io.pumprig.controller.safety.ReservoirReconciliation}); a bolus is compared within 50 uL;
 *   <li>F-09 and F-10 below 10 uL/min, the flow sensor's floor ({@link
 *       io.pumprig.controller.safety.FreeFlow}): by weight at 1 mL;
 *   <li>F-21, tube wear of 5 %: below what the weight alarms, shown as the state's percentage;
 *   <li>F-25, a flow sensor that is off by less than half: flow and strokes disagree and no third
 *       witness decides, so loss or excess is assumed;
 *   <li>F-27, drift of a balance with the pump stopped: no balance takes part in therapy; the
 *       reservoir's own scale is F-14, found at 1 mL;
 *   <li>F-31, the room: there is no sensor for it; of the pump's heat only the driver's own warning
 *       is seen ({@link io.pumprig.controller.safety.OverTemperature}).
 * </ul>
 */
package io.pumprig.controller.safety;
