package dev.parley.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What one round took.
 *
 * @param serverSeconds of processor, user and system, of the server's process
 * @param loadSeconds of processor of the load's event loop
 * @param allocatedBytes on the heap of the server, 0 if unknown
 * @param loopSeconds of processor of each event loop of the server, empty if they are not known by name
 */
public record Spent(double serverSeconds, double loadSeconds, long allocatedBytes, List<Double> loopSeconds) {
    /** An immutable copy. */
    public Spent {
        loopSeconds = List.copyOf(loopSeconds);
    }

    /** What was spent after {@code before}. */
    public Spent since(Spent before) {
        List<Double> loops = new ArrayList<>();
        for (int i = 0; i < Math.min(loopSeconds.size(), before.loopSeconds.size()); i++) {
            loops.add(loopSeconds.get(i) - before.loopSeconds.get(i));
        }
        return new Spent(
                serverSeconds - before.serverSeconds,
                loadSeconds - before.loadSeconds,
                allocatedBytes - before.allocatedBytes,
                loops);
    }
}
