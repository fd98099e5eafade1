package io.pumprig.simulator.trace;

/**
 * How a trace ended.
 *
 * @param rows that it holds
 * @param traceHash of the run up to its last cycle, 16 hexadecimal digits
 * @param lastCycle of the run
 */
public record TraceEnd(long rows, String traceHash, long lastCycle) {}
