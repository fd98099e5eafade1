/**
 * What a run did, row by row, in a file: the numbers of every nth cycle, small enough to keep and
 * quick enough to be written beside the run. One form serves {@code run --trace}, the evidence of a
 * failed scenario and the rows that the two processes of the determinism gate compare.
 *
 * <p>A file is blocks, each readable by itself and proved by checksums, so that a run that was
 * killed leaves all but its last block. Within a block the numbers stand in columns, each foreseen
 * in the cheapest of a few ways and coded by what was not, as FLAC codes sound: no general
 * compressor is needed, so the same run makes the same bytes with every version of zlib. It reads a
 * run between two cycles and can change nothing in it. {@code simulator/docs/traces.md} tells the
 * form.
 */
package io.pumprig.simulator.trace;
