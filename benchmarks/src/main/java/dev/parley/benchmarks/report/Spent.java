package dev.parley.benchmarks.report;

/**
 * What one round took.
 *
 * @param serverSeconds of processor, user and system, of the server's process
 * @param loadSeconds of processor of the load's event loop
 * @param otherSeconds of all processors for anything else, whatever took them
 * @param allocatedBytes on the heap of the server, 0 if unknown
 * @param threads of the server
 */
public record Spent(
        double serverSeconds, double loadSeconds, double otherSeconds, long allocatedBytes, Threads threads) {
    /** What was spent after {@code before}. */
    public Spent since(Spent before) {
        return new Spent(
                serverSeconds - before.serverSeconds,
                loadSeconds - before.loadSeconds,
                Math.max(0, otherSeconds - before.otherSeconds),
                allocatedBytes - before.allocatedBytes,
                threads.since(before.threads));
    }
}
