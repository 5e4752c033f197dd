package dev.parley.benchmarks.report;

import dev.parley.json.jackson.JacksonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as it was written, see {@link Json}. */
final class Reader {
    private final Map<?, ?> run;

    Reader(Path file) throws IOException {
        byte[] json = Files.readAllBytes(file);
        this.run = map(JacksonCodec.create().read(json, 0, json.length, Object.class, List.of()));
    }

    /** Where and when. */
    String machine() {
        return "Taken " + run.get("time") + " on " + run.get("processor") + ", " + run.get("system") + ", Java "
                + run.get("java") + ".\n\n";
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
        Map<?, ?> round = map(json);
        return new Round(
                number(round, "seconds"),
                number(round, "cpuSeconds"),
                (long) number(round, "messages"),
                (long) number(round, "allocatedBytes"),
                list(round.get("latencyMicros")).stream()
                        .map(micros -> ((Number) micros).doubleValue())
                        .toList());
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
        return object.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
