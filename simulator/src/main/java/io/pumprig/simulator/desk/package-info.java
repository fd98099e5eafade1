/**
 * What people look at while a run goes on and when it has ended: status line and summary. It reads
 * a run between two of its cycles or after its end, and can change nothing in it.
 */
package io.pumprig.simulator.desk;
