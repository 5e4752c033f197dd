package dev.parley.benchmarks.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Shares out the time of a table: for each scenario there must be enough for the fewest rounds; what is left over goes to
 * those that can make use of more.
 */
final class Timetable {
    /** Times as long as expected is what later scenarios may take before one must be left out. */
    private static final double CAUTION = 1.1;

    private final long deadline;

    /** Of each scenario, in milliseconds: with the fewest rounds, and what all others take. */
    private final long[] least;

    private final long[] more;

    /** Begins now and has {@code time} for {@code scenarios}, which come in this order. */
    Timetable(Duration time, Options options, List<Scenario> scenarios, List<Contestant> contestants) {
        this.deadline = System.nanoTime() + time.toNanos();
        this.least = new long[scenarios.size()];
        this.more = new long[scenarios.size()];
        Set<String> started = new HashSet<>();
        for (int i = 0; i < least.length; i++) {
            Scenario scenario = scenarios.get(i);
            for (Contestant contestant : contestants) {
                for (String variant : options.wants(scenario, contestant) ? scenario.variants() : List.<String>of()) {
                    Pace pace = options.pace(scenario, contestant);
                    boolean isCold = started.add(contestant.name() + " " + variant);
                    least[i] += pace.leastMillis() + (isCold ? pace.coldMillis() - pace.warmUpMillis() : 0);
                    more[i] += pace.moreMillis();
                }
            }
        }
    }

    /** Whether the time is over. */
    boolean isOver() {
        return left() <= 0;
    }

    /** How long the scenario with this index may take from now on, if it wants more than the fewest rounds. */
    long nanosFor(int index) {
        return share(left(), index);
    }

    /** The part of scenario {@code index} in {@code left} nanoseconds. */
    long share(long left, int index) {
        long due = TimeUnit.MILLISECONDS.toNanos(sum(least, index));
        double spare = Math.max(0, left - CAUTION * due);
        return TimeUnit.MILLISECONDS.toNanos(least[index])
                + (more[index] == 0 ? 0 : (long) (spare * more[index] / sum(more, index)));
    }

    private static long sum(long[] values, int from) {
        return Arrays.stream(values, from, values.length).sum();
    }

    private long left() {
        return deadline - System.nanoTime();
    }
}
