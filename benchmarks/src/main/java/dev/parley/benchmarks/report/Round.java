package dev.parley.benchmarks.report;

import java.util.List;

/**
 * One round of one server.
 *
 * @param seconds how long it took
 * @param cpuSeconds of the server's process, user and system
 * @param messages answered or delivered
 * @param allocatedBytes on the heap of the server, 0 if unknown
 * @param latencyMicros the percentiles 50, 99, 99.9 and 100, or nothing
 */
public record Round(double seconds, double cpuSeconds, long messages, long allocatedBytes, List<Double> latencyMicros) {
    /** An immutable copy. */
    public Round {
        latencyMicros = List.copyOf(latencyMicros);
    }

    /** Processor time of one message in microseconds, which is also seconds per million. */
    public double cpuMicros() {
        return cpuSeconds * 1e6 / Math.max(1, messages);
    }

    /** Messages a second. */
    public double rate() {
        return messages / seconds;
    }

    /** Bytes allocated for one message. */
    public double allocated() {
        return (double) allocatedBytes / Math.max(1, messages);
    }
}
