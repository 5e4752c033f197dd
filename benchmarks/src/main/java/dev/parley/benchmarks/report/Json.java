package dev.parley.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run as JSON. Rounds are arrays, so that the whole of a long run is small enough to be kept. */
final class Json {
    private static final String COLUMNS =
            "[\"seconds\", \"messages\", \"cpuSeconds\", \"loadCpuSeconds\", \"otherCpuSeconds\","
                    + " \"allocatedBytes\", \"cpuMillis: loops waited, compiler, collector, handlers, each loop\", \"latencyMicros: p50, p99, p99.9, max\","
                    + " \"latenessOfLoadMicros: p50, p99, p99.9, max\"]";

    private Json() {}

    static String of(List<Result> results, List<Idle> idles) {
        return "{\n" + machine() + "\"rounds\": " + COLUMNS + ",\n\"results\": [\n"
                + results.stream().map(Json::result).collect(Collectors.joining(",\n"))
                + "\n],\n\"idle\": [\n"
                + idles.stream().map(Json::idle).collect(Collectors.joining(",\n"))
                + "\n]\n}\n";
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "\"time\": %s, \"java\": %s, \"processor\": %s, \"system\": %s, \"cores\": %d,%n",
                quoted(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                quoted(Runtime.version().toString()),
                quoted(cpuinfo("model name").stream().findFirst().orElse("unknown")),
                quoted(System.getProperty("os.name") + " " + System.getProperty("os.version")),
                cpuinfo("processor").size());
    }

    /** Of the machine, whatever this process may use. */
    private static List<String> cpuinfo(String name) {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String result(Result result) {
        String rounds = result.rounds().stream().map(Json::round).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "{\"scenario\": %s, \"server\": %s, \"cpuMicros\": %.4f, \"perSecond\": %.0f, \"allocatedBytes\": %.0f,"
                        + " \"failure\": %s, \"rounds\": [%s]}",
                quoted(result.scenario()),
                quoted(result.server()),
                result.cpuMicros(),
                result.rate(),
                result.allocated(),
                quoted(result.failure()),
                rounds);
    }

    private static String round(Round round) {
        Spent spent = round.spent();
        return String.format(
                Locale.ROOT,
                "[%.3f, %d, %.2f, %.3f, %.2f, %d, %s, %s, %s]",
                round.seconds(),
                round.messages(),
                spent.serverSeconds(),
                spent.loadSeconds(),
                spent.otherSeconds(),
                spent.allocatedBytes(),
                threads(spent.threads()),
                numbers(round.latencyMicros(), "%.1f"),
                numbers(round.latenessMicros(), "%.1f"));
    }

    private static String threads(Threads threads) {
        List<Double> millis = new ArrayList<>();
        for (double seconds :
                new double[] {threads.loopsWaited(), threads.compiler(), threads.collector(), threads.handlers()}) {
            millis.add(1000 * seconds);
        }
        threads.loops().forEach(seconds -> millis.add(1000 * seconds));
        return numbers(millis, "%.1f");
    }

    private static String numbers(List<Double> values, String format) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, format, value))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String idle(Idle idle) {
        return String.format(
                Locale.ROOT,
                "{\"scenario\": %s, \"server\": %s, \"connections\": %d, \"residentBytes\": %.0f, \"heapBytes\": %.0f,"
                        + " \"leftBytes\": %d, \"connectMicros\": %.1f}",
                quoted(idle.scenario()),
                quoted(idle.server()),
                idle.connections(),
                idle.residentBytes(),
                idle.heapBytes(),
                idle.leftBytes(),
                idle.connectMicros());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c < ' ' ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
