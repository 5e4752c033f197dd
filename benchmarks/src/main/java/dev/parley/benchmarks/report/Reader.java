package dev.parley.benchmarks.report;

import dev.parley.json.jackson.JacksonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as it was written, see {@link Json}. */
final class Reader {
    private final Map<?, ?> run;

    Reader(Path file) throws IOException {
        byte[] json = Files.readAllBytes(file);
        this.run = map(JacksonCodec.create().read(json, 0, json.length, Object.class, List.of()));
    }

    /** Where and when, and how quiet it was. */
    String machine() {
        return "Taken " + run.get("time") + " on " + run.get("processor") + ", " + run.get("system") + ", Java "
                + run.get("java") + "." + others() + "\n\n";
    }

    private String others() {
        double[] shares = results().stream()
                .flatMap(result -> result.rounds().stream())
                .mapToDouble(round -> 100 * round.spent().otherSeconds() / round.seconds() / Math.max(1, cores()))
                .sorted()
                .toArray();
        return shares.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " What was neither the server nor the load took %.1f %% of the processors (median of %d rounds), %.0f %%"
                                + " in one of ten.",
                        shares[shares.length / 2],
                        shares.length,
                        shares[shares.length * 9 / 10]);
    }

    /** How many cores the machine has. */
    int cores() {
        return (int) number(run, "cores");
    }

    List<Result> results() {
        return list(run.get("results")).stream()
                .map(Reader::map)
                .map(result -> new Result(
                        text(result, "scenario"),
                        text(result, "server"),
                        list(result.get("rounds")).stream().map(Reader::round).toList(),
                        text(result, "failure")))
                .toList();
    }

    private static Round round(Object json) {
        List<?> columns = list(json);
        return new Round(
                number(columns.get(0)),
                (long) number(columns.get(1)),
                new Spent(
                        number(columns.get(2)),
                        number(columns.get(3)),
                        number(columns.get(4)),
                        (long) number(columns.get(5)),
                        threads(numbers(columns.get(6)).stream()
                                .map(millis -> millis / 1000)
                                .toList())),
                numbers(columns.get(7)),
                numbers(columns.get(8)));
    }

    private static Threads threads(List<Double> seconds) {
        return seconds.size() < 4
                ? Threads.NONE
                : new Threads(
                        seconds.subList(4, seconds.size()),
                        seconds.get(0),
                        seconds.get(1),
                        seconds.get(2),
                        seconds.get(3));
    }

    List<Idle> idles() {
        return list(run.get("idle")).stream()
                .map(Reader::map)
                .map(idle -> new Idle(
                        text(idle, "scenario"),
                        text(idle, "server"),
                        (int) number(idle, "connections"),
                        number(idle, "residentBytes"),
                        number(idle, "heapBytes"),
                        (long) number(idle, "leftBytes"),
                        number(idle, "connectMicros")))
                .toList();
    }

    private static Map<?, ?> map(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object json) {
        return json instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    private static double number(Map<?, ?> object, String name) {
        return number(object.get(name));
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static List<Double> numbers(@Nullable Object values) {
        return list(values).stream().map(Reader::number).toList();
    }
}
