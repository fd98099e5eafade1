/**
 * Hazards by name, what each does to flow, and how an alarm lives: raised, latched, acknowledged,
 * released. The {@link io.pumprig.controller.alarm.Permit} is what one cycle allows; interlocks can
 * only narrow it. What time does to alarms is here too: they become worse, cycle, repeat, merge,
 * and may be silenced for a while.
 *
 * <p>The reaction belongs to the alarm, not to the interlock that finds the hazard: stopping is not
 * always the safe side, and the table of reactions must be readable in one place (SR-41, SR-78).
 */
package io.pumprig.controller.alarm;
