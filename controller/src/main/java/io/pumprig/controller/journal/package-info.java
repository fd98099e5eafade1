/**
 * What survives a crash: prescription, checkpoints with their lease, and events, in one SQLite file
 * that one thread writes.
 *
 * <p>The loop may deliver only volume that a durable lease covers. A checkpoint is the whole state
 * of the controller at the end of one cycle, and carries the next lease; it is taken when half of
 * the lease is used, on every change of mode or alarms, and every five minutes. After a crash what
 * was delivered lies between the checkpoint's count and the end of its lease: never lost, never
 * doubled. A disk that fails does not stop therapy (SR-90); what then moves beyond the lease is
 * found by the rotor's position, and nowhere else.
 *
 * <h2>The file</h2>
 *
 * <p>{@code journal.sqlite} opens in any SQLite tool, also while a controller runs, since the
 * write-ahead log lets readers in. Each table explains its columns in its own {@code CREATE}
 * statement ({@code .schema} shows them):
 *
 * <ul>
 *   <li>{@code prescription}: what was prescribed; one row for each session, with a checksum over
 *       its values. A row that does not fit its checksum is refused, and never replaced by defaults
 *       (SR-15, SR-16).
 *   <li>{@code session}: each start of a controller, and the prescription that it ran.
 *   <li>{@code checkpoint}: the newest 64, each with a checksum; the last one is where a restart
 *       begins.
 *   <li>{@code companion}: the simulated world at the newest two checkpoints; empty on a bench.
 *   <li>{@code event}: what happened, in the order of the control loop.
 *   <li>{@code host_alarm}: alarms about the host (a lost link, a disk that failed), which have no
 *       place in that order, and how many records a failing disk cost.
 *   <li>{@code fault_log}: a view of alarms and injected faults alone (SR-86), with UTC in words.
 * </ul>
 *
 * <p>The rows of prescription, session, event and host_alarm form one chain: {@code link} counts
 * them all, and each {@code hash} covers the one before (SR-88). A changed, lost, added or
 * reordered row breaks it at that link; rows cut off at the end are missed by the next checkpoint,
 * which repeats the hash that was newest then. The chain has no key: it finds damage and careless
 * editing, not somebody who recomputes all of it.
 *
 * <p>Checkpoints are outside the chain, because old ones are removed; names rather than numbers
 * stand for modes and alarms, so that a file outlives a reordered enum. Times of events are derived
 * from the nearest checkpoint before them, which has both clocks (SR-89), so that the control loop
 * need not ask for UTC with each.
 */
package io.pumprig.controller.journal;
