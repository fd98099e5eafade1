/**
 * What a run is looked at by when it is over: a row for each half minute, from which reports and
 * curves are made. The same on a bench and in simulation, where the truth of the plant stands
 * beside it.
 *
 * <p>A recording ({@code recording}) holds every cycle so that it can be done again, and is made on
 * a bench alone; the journal holds what must not be lost. A trend is neither: a few bytes a row, so
 * that half a year fits into some megabytes. {@code TrendRow} folds a cycle in, {@code RowRing}
 * takes the row that has ended, {@code TrendWriter}, a thread of its own, packs it. {@code
 * controller/docs/trend.md} documents the file.
 *
 * <p>A trend is never worth a dose: a disk that is full, slow or broken ends it, and therapy goes
 * on.
 */
package io.pumprig.controller.trend;
