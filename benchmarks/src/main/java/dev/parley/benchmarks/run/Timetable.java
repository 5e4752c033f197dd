package dev.parley.benchmarks.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Shares out the time of a table: for each scenario there must be enough for the fewest rounds; what is left over goes to
 * those that can make use of more.
 */
final class Timetable {
    /** Times as long as expected is what later scenarios may take before one must be left out. */
    private static final double CAUTION = 1.1;

    private final long deadline;
    private final Options options;
    private final List<Scenario> scenarios;
    private final List<Contestant> contestants;

    /** Begins now and has {@code time} for {@code scenarios}, which come in this order. */
    Timetable(Duration time, Options options, List<Scenario> scenarios, List<Contestant> contestants) {
        this.deadline = System.nanoTime() + time.toNanos();
        this.options = options;
        this.scenarios = List.copyOf(scenarios);
        this.contestants = List.copyOf(contestants);
    }

    /** Whether the time is over. */
    boolean isOver() {
        return left() <= 0;
    }

    /** How long the scenario with this index may take from now on, if it wants more than the fewest rounds. */
    long nanosFor(int index) {
        return share(left(), index);
    }

    long share(long left, int index) {
        List<Scenario> due = scenarios.subList(index, scenarios.size());
        long least = sum(due, Pace::leastMillis);
        long more = sum(due, Pace::moreMillis);
        long spare = Math.max(0, left - (long) (CAUTION * least));
        List<Scenario> first = due.subList(0, 1);
        return sum(first, Pace::leastMillis)
                + (more == 0 ? 0 : (long) ((double) spare * sum(first, Pace::moreMillis) / more));
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    private long sum(List<Scenario> some, ToLongFunction<Pace> millis) {
        long sum = 0;
        for (Scenario scenario : some) {
            for (Contestant contestant : contestants) {
                if (options.wants(scenario, contestant)) {
                    sum += scenario.variants().size() * millis.applyAsLong(options.pace(scenario, contestant));
                }
            }
        }
        return TimeUnit.MILLISECONDS.toNanos(sum);
    }
}
