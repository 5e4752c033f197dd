package dev.parley.benchmarks.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How one server did in one scenario.
 *
 * @param scenario its name
 * @param server its name
 * @param rounds in their order; none if it failed
 * @param failure what went wrong, empty if nothing
 */
public record Result(String scenario, String server, List<Round> rounds, String failure) {
    private static final int ENOUGH = 5;
    private static final double SAME = 0.05;

    /** An immutable copy. */
    public Result {
        rounds = List.copyOf(rounds);
    }

    /** Whether there are numbers. */
    public boolean isMeasured() {
        return failure.isEmpty() && !rounds.isEmpty();
    }

    /**
     * Whether the median is hardly going to move any more: all rounds but the best and the worst cost the same, to a twentieth, and there
     * are at least five. Latencies never settle.
     */
    public boolean isSettled() {
        double[] sorted = rounds.stream().mapToDouble(Round::cpuMicros).sorted().toArray();
        boolean hasLatencies =
                rounds.stream().anyMatch(round -> !round.latencyMicros().isEmpty());
        return sorted.length >= ENOUGH && !hasLatencies && sorted[sorted.length - 2] - sorted[1] <= SAME * cpuMicros();
    }

    /** Median of the rounds: processor time of a message in microseconds. */
    public double cpuMicros() {
        return median(Round::cpuMicros);
    }

    /** Median of the rounds: messages a second. */
    public double rate() {
        return median(Round::rate);
    }

    /** Median of the rounds: bytes allocated for a message. */
    public double allocated() {
        return median(Round::allocated);
    }

    /** Median of the rounds: processor time of the load for a message, in microseconds. */
    public double loadMicros() {
        return median(Round::loadMicros);
    }

    /** Median of the rounds: the share of the busiest event loop. */
    public double busiestLoop() {
        return median(Round::busiestLoop);
    }

    /** Median of the rounds: a processor time of the server's threads, for a second, in milliseconds. */
    double perSecond(ToDoubleFunction<Threads> time) {
        return median(round -> 1000 * time.applyAsDouble(round.spent().threads()) / round.seconds());
    }

    /** Median of the rounds: a latency in microseconds. */
    public double latency(int index) {
        return median(round -> at(round.latencyMicros(), index));
    }

    /** Median of the rounds: by how much the load itself was late, in microseconds. */
    public double lateness(int index) {
        return median(round -> at(round.latenessMicros(), index));
    }

    /** The same latency of each round, from the lowest to the highest. */
    public List<Double> latencies(int index) {
        return rounds.stream()
                .map(round -> at(round.latencyMicros(), index))
                .sorted()
                .toList();
    }

    private static double at(List<Double> values, int index) {
        return index < values.size() ? values.get(index) : 0;
    }

    private double median(ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
