package dev.parley.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as tables in Markdown: scenarios down, servers across. */
final class Tables {
    private final List<Idle> idles;
    private final Set<String> servers = new LinkedHashSet<>();
    private final Map<String, Map<String, Result>> scenarios = new LinkedHashMap<>();

    Tables(List<Result> results, List<Idle> idles) {
        this.idles = idles;
        for (Result result : results) {
            if (result.isMeasured() && !result.scenario().startsWith("loops-")) {
                servers.add(result.server());
                scenarios
                        .computeIfAbsent(result.scenario(), name -> new LinkedHashMap<>())
                        .put(result.server(), result);
            }
        }
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        table(out, "CPU per message, microseconds (times the limit)", row -> true, this::cpu);
        table(
                out,
                "Messages a second, thousands",
                row -> !row.startsWith("open"),
                result -> number(result.rate() / 1e3));
        table(out, "Allocated per message, bytes", row -> true, result -> number(result.allocated()));
        table(
                out,
                "Latency at a fixed rate: p50 / p99 / p99.9, microseconds",
                row -> row.startsWith("open"),
                result -> number(result.latency(0)) + " / " + number(result.latency(1)) + " / "
                        + number(result.latency(2)));
        tails(out);
        idle(out);
        return out.toString();
    }

    private void table(
            StringBuilder out, String title, Function<String, Boolean> wanted, Function<Result, String> cell) {
        List<String> rows = scenarios.keySet().stream().filter(wanted::apply).toList();
        if (rows.isEmpty()) {
            return;
        }
        List<String> columns = servers.stream()
                .filter(server -> rows.stream()
                        .anyMatch(row -> scenarios.getOrDefault(row, Map.of()).containsKey(server)))
                .toList();
        out.append("### ").append(title).append("\n\n| scenario |");
        columns.forEach(server -> out.append(' ').append(server).append(" |"));
        out.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
        for (String row : rows) {
            List<String> cells = new ArrayList<>();
            for (String server : columns) {
                Result result = scenarios.getOrDefault(row, Map.of()).get(server);
                cells.add(result == null ? "" : cell.apply(result));
            }
            out.append("| ")
                    .append(row)
                    .append(" | ")
                    .append(String.join(" | ", cells))
                    .append(" |\n");
        }
        out.append('\n');
    }

    private String cpu(Result result) {
        for (Map.Entry<String, Result> other :
                scenarios.getOrDefault(result.scenario(), Map.of()).entrySet()) {
            if (other.getKey().startsWith("limit")) {
                return number(result.cpuMicros()) + " ("
                        + number(result.cpuMicros() / other.getValue().cpuMicros()) + ")";
            }
        }
        return number(result.cpuMicros());
    }

    private void tails(StringBuilder out) {
        List<Result> open = scenarios.values().stream()
                .flatMap(row -> row.values().stream())
                .filter(result -> result.scenario().startsWith("open"))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        out.append("""
                ### The 99.9th percentile of latency, round by round, microseconds

                How late the load itself was is the floor: no server can have less. Beside it, in milliseconds of each second: how long the
                event loop ran, how long it waited for the processor though it had something to do, and how long others of the JVM had one.
                What takes more than a millisecond of a second can be the 99.9th percentile.

                | scenario | server | rounds | median | lowest | highest | load late, p99.9 | loop ran | loop waited | compiler | collector | handlers |
                |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
        for (Result result : open) {
            List<Double> rounds = result.latencies(2);
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %s | %s | %s | %s | %s |%n",
                    result.scenario(),
                    result.server(),
                    rounds.size(),
                    number(result.latency(2)),
                    number(rounds.get(0)),
                    number(rounds.get(rounds.size() - 1)),
                    number(result.lateness(2)),
                    Stream.<ToDoubleFunction<Threads>>of(
                                    Threads::allLoops,
                                    Threads::loopsWaited,
                                    Threads::compiler,
                                    Threads::collector,
                                    Threads::handlers)
                            .map(time -> number(result.perSecond(time)))
                            .collect(Collectors.joining(" | "))));
        }
        out.append('\n');
    }

    private void idle(StringBuilder out) {
        if (idles.isEmpty()) {
            return;
        }
        out.append("""
                ### Idle connections, bytes each

                | scenario | server | connections | resident | live heap | left after all went | CPU to connect, us |
                |---|---|---:|---:|---:|---:|---:|
                """);
        for (Idle idle : idles) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.0f | %.0f | %d | %.0f |%n",
                    idle.scenario(),
                    idle.server(),
                    idle.connections(),
                    idle.residentBytes(),
                    idle.heapBytes(),
                    idle.leftBytes(),
                    idle.connectMicros()));
        }
    }

    /** Three digits that matter. */
    private static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
