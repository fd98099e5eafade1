/**
 * What a run came to, as something to hand over: one HTML page that needs nothing else, and CSV
 * beside it. Pages of suites and sweeps have the same look.
 *
 * <p>A report is made from files alone, the journal and the trend of a state directory, by {@code
 * RecordReader}: a run that asks for a report writes these and then reads them, so that the same
 * state directory gives the same report, whether the run has just ended, was killed, or was made on
 * a bench. Nothing is told that does not stand there; what is missing is said.
 *
 * <p>Sizes do not grow with the run: rows are merged in pairs as often as need be ({@code Series}),
 * least and most are kept. {@code simulator/docs/report.md} documents what is shown and how it is
 * computed.
 */
package io.pumprig.simulator.report;
