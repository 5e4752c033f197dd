package dev.parley.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a second event loop brings, in Markdown, beside what it could bring at most. */
final class ScalingTable {
    private static final String ONE = " loops-1";
    private static final String TWO = " loops-2";

    private final List<Result> results;
    private final int cores;

    /** {@code cores} of the machine: where there are only two, the load has its share of them. */
    ScalingTable(List<Result> results, int cores) {
        this.results = results;
        this.cores = cores;
    }

    String markdown() {
        StringBuilder rows = new StringBuilder();
        for (Result one : results) {
            if (one.isMeasured() && one.server().endsWith(ONE)) {
                String server = one.server().substring(0, one.server().length() - ONE.length());
                two(one.scenario(), server + TWO).ifPresent(two -> rows.append(row(server, one, two)));
            }
        }
        return rows.isEmpty()
                ? ""
                : """
                ### One event loop and two, on two cores

                The bound is what two cores could do that do nothing but the work of one loop per message%s.

                | scenario | server | one loop, thousand a second | two | gain | bound of the gain | server, us each, one loop / two | load, us each | busiest loop |
                |---|---|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(cores > 2 ? "" : " and that of the load, which shares them") + rows + "\n";
    }

    private Optional<Result> two(String scenario, String server) {
        return results.stream()
                .filter(result -> result.isMeasured()
                        && result.scenario().equals(scenario)
                        && result.server().equals(server))
                .findFirst();
    }

    private String row(String server, Result one, Result two) {
        double shared = one.cpuMicros() + (cores > 2 ? 0 : one.loadMicros());
        double bound = 2e6 / shared;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.2f | %.2f | %.1f / %.1f | %.1f | %.0f %% |%n",
                one.scenario(),
                server,
                one.rate() / 1e3,
                two.rate() / 1e3,
                two.rate() / one.rate(),
                bound / one.rate(),
                one.cpuMicros(),
                two.cpuMicros(),
                two.loadMicros(),
                100 * two.busiestLoop());
    }
}
