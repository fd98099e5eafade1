/**
 * What survives a crash: prescription, checkpoints with their lease, and events, in one SQLite file
 * that one thread writes.
 *
 * <p>The loop may deliver only volume that a durable lease covers. A checkpoint is the whole state
 * of the controller at the end of one cycle, and carries the next lease; it is taken when half of
 * the lease is used, on every change of mode or alarms, and every five minutes. After a crash what
 * was delivered lies between the checkpoint's count and the end of its lease: never lost, never
 * doubled.
 */
package io.pumprig.controller.journal;
