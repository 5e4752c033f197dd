package dev.parley.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes what came out: lines while it runs, JSON and a picture at the end. */
public final class Report {
    private final Path out;

    /** {@code out} is the path of the results without extension; files of an earlier run are left alone. */
    public Report(Path out) {
        this.out = unused(out.toAbsolutePath());
    }

    private static Path unused(Path wanted) {
        Path path = wanted;
        for (int next = 2; Files.exists(Path.of(path + ".json")); next++) {
            path = Path.of(wanted + "-" + next);
        }
        return path;
    }

    /** The path of the results without extension. */
    public Path out() {
        return out;
    }

    /** One scenario: what a message cost each server, and how much more than the first limit. */
    public String line(List<Result> measured) {
        double limit = measured.stream()
                .filter(result -> result.server().startsWith("limit") && result.isMeasured())
                .mapToDouble(Result::cpuMicros)
                .findFirst()
                .orElse(0);
        StringBuilder lines = new StringBuilder();
        for (Result result : measured) {
            if (result.isMeasured()) {
                lines.append(String.format(
                        Locale.ROOT,
                        "%-22s %-21s %9.3f us %s %9.0f/s %7.0f B alloc, load %.2f us%s%n",
                        result.scenario(),
                        result.server(),
                        result.cpuMicros(),
                        limit > 0 ? String.format(Locale.ROOT, "%6.2f x", result.cpuMicros() / limit) : "        ",
                        result.rate(),
                        result.allocated(),
                        result.loadMicros(),
                        latencies(result)));
            }
        }
        return lines.toString();
    }

    /** One server and its idle connections. */
    public static String line(Idle idle) {
        return String.format(
                Locale.ROOT,
                "%-22s %-15s %d connections: %.0f B resident, %.0f B heap each; %d B left; %.0f us to connect",
                idle.scenario(),
                idle.server(),
                idle.connections(),
                idle.residentBytes(),
                idle.heapBytes(),
                idle.leftBytes(),
                idle.connectMicros());
    }

    /** Writes the files. */
    public void write(List<Result> results, List<Idle> idles) throws IOException {
        Path folder = out.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        write(".json", Json.of(results, idles));
        write(".svg", new Plot(results).svg());
        GoalTable goals = new GoalTable(results, idles);
        write("-goals.svg", new GoalPlot(goals.bars()).svg());
        write(".md", of(Path.of(out + ".json")));
    }

    /** Writes a file, and has {@code latest} beside it lead there. */
    private void write(String ending, String content) throws IOException {
        Path file = Path.of(out + ending);
        Files.writeString(file, content);
        Path latest = file.resolveSibling("latest" + ending);
        if (!Files.exists(latest) || Files.isSymbolicLink(latest)) {
            Files.deleteIfExists(latest);
            Files.createSymbolicLink(latest, file.getFileName());
        }
    }

    /** What a run wrote as JSON, in Markdown. */
    public static String of(Path json) throws IOException {
        Reader run = new Reader(json);
        List<Result> results = run.results();
        List<Idle> idles = run.idles();
        return run.machine()
                + new GoalTable(results, idles).markdown()
                + new Tables(results, idles).markdown()
                + new ScalingTable(results, run.cores()).markdown();
    }

    private static String latencies(Result result) {
        if (result.latency(0) == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "  p50 %.0f p99 %.0f p99.9 %.0f (rounds %.0f to %.0f) max %.0f us; load late p99.9 %.0f us",
                result.latency(0),
                result.latency(1),
                result.latency(2),
                result.latencies(2).get(0),
                result.latencies(2).get(result.rounds().size() - 1),
                result.latency(3),
                result.lateness(2));
    }
}
