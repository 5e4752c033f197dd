package dev.parley.benchmarks.report;

import java.util.List;

/**
 * One round of one server.
 *
 * @param seconds how long it took
 * @param messages answered or delivered
 * @param spent by the server and the load
 * @param latencyMicros the percentiles 50, 99, 99.9 and 100, or nothing
 * @param latenessMicros by how much the load itself sent later than due, the same percentiles, or nothing
 */
public record Round(
        double seconds, long messages, Spent spent, List<Double> latencyMicros, List<Double> latenessMicros) {
    /** Immutable copies. */
    public Round {
        latencyMicros = List.copyOf(latencyMicros);
        latenessMicros = List.copyOf(latenessMicros);
    }

    /** Processor time of one message in microseconds, which is also seconds per million. */
    public double cpuMicros() {
        return spent.serverSeconds() * 1e6 / Math.max(1, messages);
    }

    /** Processor time that the load had to spend on one message, in microseconds. */
    public double loadMicros() {
        return spent.loadSeconds() * 1e6 / Math.max(1, messages);
    }

    /** Messages a second. */
    public double rate() {
        return messages / seconds;
    }

    /** Bytes allocated for one message. */
    public double allocated() {
        return (double) spent.allocatedBytes() / Math.max(1, messages);
    }

    /** The share of the busiest event loop in what all of them did, 0 if unknown. */
    public double busiestLoop() {
        return spent.threads().busiestLoop();
    }
}
