package dev.parley.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Goals against what was measured, in Markdown. */
final class GoalTable {
    /** Above Netty's own, on the heap. */
    private static final double IDLE_HEAP_BYTES = 3 * 1024;

    /** Resident memory, against the official server. */
    private static final double IDLE_TIMES_OFFICIAL = 0.3;

    private static final String OFFICIAL = "node-ws";

    private final List<Result> results;
    private final List<Idle> idles;

    GoalTable(List<Result> results, List<Idle> idles) {
        this.results = results.stream().filter(Result::isMeasured).toList();
        this.idles = idles;
    }

    String markdown() {
        StringBuilder rows = new StringBuilder();
        Goal.all().forEach(goal -> row(goal).ifPresent(rows::append));
        idles.stream().filter(idle -> idle.server().equals("parley")).forEach(idle -> rows.append(idleRow(idle)));
        return rows.isEmpty() ? "" : """
                ### Goals

                CPU per message, or the 99.9th percentile of latency (`open`), in microseconds; idle connections in bytes.

                | scenario | server | measured | limit | times the limit | goal | best peer | times the peer | goal |
                |---|---|---:|---:|---:|---|---:|---:|---|
                """ + rows + "\n";
    }

    /** How our server compares with the limit, for those goals that name one; for the picture. */
    List<Bar> bars() {
        return Goal.all().stream()
                .filter(goal -> goal.timesLimit() > 0)
                .flatMap(goal -> ours(goal).stream()
                        .flatMap(ours -> limit(goal).stream()
                                .map(limit -> new Bar(
                                        goal.scenario() + (goal.server().equals("parley") ? "" : " inline"),
                                        goal.of(ours) / goal.of(limit),
                                        goal.timesLimit()))))
                .toList();
    }

    /** One ratio and its goal. */
    record Bar(String name, double ratio, double goal) {}

    private Optional<Result> ours(Goal goal) {
        return in(goal, result -> result.server().equals(goal.server()));
    }

    private Optional<Result> limit(Goal goal) {
        return in(goal, result -> result.server().startsWith("limit"));
    }

    private Optional<Result> in(Goal goal, Predicate<Result> wanted) {
        return results.stream()
                .filter(result -> result.scenario().equals(goal.scenario()))
                .filter(wanted)
                .min(Comparator.comparingDouble(goal::of));
    }

    private Optional<String> row(Goal goal) {
        Optional<Result> peer = in(
                goal,
                result -> !result.server().startsWith("limit")
                        && !result.server().startsWith("parley")
                        && !result.server().startsWith("base"));
        return ours(goal).map(ours -> {
            double own = goal.of(ours);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    goal.scenario(),
                    goal.server().equals("parley") ? "default" : "inline",
                    number(own),
                    against(own, limit(goal), goal, goal.timesLimit(), false),
                    against(own, peer, goal, goal.timesPeer(), true));
        });
    }

    private static String against(double own, Optional<Result> other, Goal goal, double allowed, boolean isNamed) {
        return other.map(result -> number(goal.of(result)) + (isNamed ? " " + result.server() : "") + " | "
                        + judged(own / goal.of(result), allowed))
                .orElse(" |  | ");
    }

    private String idleRow(Idle idle) {
        String first = String.format(Locale.ROOT, "| %s | resident | %.0f ", idle.scenario(), idle.residentBytes());
        String second = String.format(Locale.ROOT, "| %s | heap | %.0f ", idle.scenario(), idle.heapBytes());
        Optional<Idle> limit = idle(idle.scenario(), "limit");
        Optional<Idle> official = idle(idle.scenario(), OFFICIAL);
        return first
                + limit.map(other -> String.format(
                                Locale.ROOT,
                                "| %.0f | %.2f | ",
                                other.residentBytes(),
                                idle.residentBytes() / other.residentBytes()))
                        .orElse("| |  | ")
                + official.map(other -> String.format(
                                Locale.ROOT,
                                "| %.0f %s | %s |%n",
                                other.residentBytes(),
                                other.server(),
                                judged(idle.residentBytes() / other.residentBytes(), IDLE_TIMES_OFFICIAL)))
                        .orElse("| | |  |\n")
                + second
                + limit.map(other -> {
                            double more = idle.heapBytes() - other.heapBytes();
                            return String.format(
                                    Locale.ROOT,
                                    "| %.0f | %.0f more | 3072 more: %s | | | |%n",
                                    other.heapBytes(),
                                    more,
                                    more <= IDLE_HEAP_BYTES ? "met" : "**missed**");
                        })
                        .orElse("| | | | | | |\n");
    }

    private Optional<Idle> idle(String scenario, String server) {
        return idles.stream()
                .filter(idle ->
                        idle.scenario().equals(scenario) && idle.server().equals(server))
                .findFirst();
    }

    private static String judged(double ratio, double allowed) {
        if (allowed == 0) {
            return String.format(Locale.ROOT, "%.2f | -", ratio);
        }
        return String.format(
                Locale.ROOT, "%.2f | %s: %s", ratio, number(allowed), ratio <= allowed ? "met" : "**missed**");
    }

    private static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
