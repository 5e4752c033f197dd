package dev.parley.benchmarks.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one of our servers may cost at most in one scenario.
 *
 * @param scenario its name
 * @param server ours
 * @param measure what is compared
 * @param timesLimit how many times the cost of the limit, or 0 if that says nothing
 * @param timesPeer how many times the cost of the best peer
 */
public record Goal(String scenario, String server, Measure measure, double timesLimit, double timesPeer) {
    private static final String DEFAULT = "parley";
    private static final String INLINE = "parley-inline";

    /** What is compared. */
    public enum Measure {
        /** Processor time of a message. */
        CPU,
        /** The 99.9th percentile of latency at a fixed rate. */
        LATENCY
    }

    /** All goals of messages; idle connections have their own. */
    static List<Goal> all() {
        Stream<Goal> alone = Stream.of("echo-32-w1-c64", "echo-1k-w1-c64").flatMap(name -> pair(name, 1.6, 1.25, 1));
        Stream<Goal> many = Stream.of("echo-32-w16-c64", "echo-1k-w16-c64").flatMap(name -> pair(name, 2.2, 1.6, 0.25));
        Stream<Goal> others = Stream.of("ack-32", "binary-1k")
                .flatMap(name ->
                        Stream.concat(pair(name + "-w1-c64", 1.6, 1.25, 0.6), pair(name + "-w16-c64", 2.2, 1.6, 0.6)));
        Stream<Goal> broadcasts =
                Stream.of("broadcast-1000-32", "broadcast-1000-1k").flatMap(name -> pair(name, 1.25, 1.25, 0.3));
        Stream<Goal> polling =
                Stream.of("poll-echo-32-w1-c64", "poll-broadcast-100-32").flatMap(name -> pair(name, 2, 2, 0.5));
        Stream<Goal> open = Stream.of("open-2000", "open-10000", "open-40000")
                .flatMap(name ->
                        Stream.of(DEFAULT, INLINE).map(server -> new Goal(name, server, Measure.LATENCY, 1.5, 1)));
        return Stream.of(alone, many, others, broadcasts, polling, pair("churn", 0, 0, 0.6), open)
                .flatMap(goals -> goals)
                .toList();
    }

    /** Whether there is a goal for a scenario. */
    public static boolean isGoal(String scenario) {
        return all().stream().anyMatch(goal -> goal.scenario().equals(scenario));
    }

    /** What {@code result} is to be judged by, in microseconds. */
    double of(Result result) {
        return switch (measure) {
            case CPU -> result.cpuMicros();
            case LATENCY -> result.latency(2);
        };
    }

    private static Stream<Goal> pair(String scenario, double timesLimit, double timesLimitInline, double timesPeer) {
        return Stream.of(
                new Goal(scenario, DEFAULT, Measure.CPU, timesLimit, timesPeer),
                new Goal(scenario, INLINE, Measure.CPU, timesLimitInline, timesPeer));
    }
}
