/**
 * How much is due, exactly: the integral of the program since it began, rounded once, downwards, to
 * microsteps; the ledger of what became of every one of them; and the lease that lets only durable
 * volume move.
 *
 * <p>Integers only. The remainder of the integral is carried from cycle to cycle as an exact
 * rational, so that 180 days at 100 Hz drift by nothing, and nothing overflows. Volume that was
 * withheld, for whatever reason, is booked under its cause and never caught up (SR-36).
 */
package io.pumprig.controller.dose;
