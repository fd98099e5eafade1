/**
 * Proves a rig's wiring part by part, and measures what its head delivers in a turn: {@link
 * io.pumprig.controller.check.WiringCheck} and {@link io.pumprig.controller.check.Calibration}.
 *
 * <p>The order is the design: what only looks comes first, then what answers, then what lights up,
 * and what moves comes last and only when all that watches it was found good. A step that cannot
 * say anything because of an earlier failure says so as a warning, and never fails a second time
 * for the same wire. Each concern is a {@code CheckStep} of its own; a new part is a new class in
 * the list of {@code WiringCheck}.
 *
 * <p>It runs on any board and knows no terminal: whoever starts it brings the engineer's hands, and
 * takes the findings. No therapy runs meanwhile, so it waits, on the rig's clock, always bounded;
 * it never assumes that a transfer is fast, since on an emulated board each takes milliseconds. The
 * coils are off at its end, however it ends.
 *
 * <p>Not done: checking through the control loop. The loop's interlocks are right to stop at the
 * first trouble; a check has to go on and find the second.
 */
package io.pumprig.controller.check;
