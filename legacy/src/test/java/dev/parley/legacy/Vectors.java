package dev.parley.legacy;

import dev.parley.json.jackson.JacksonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The vectors of the protocol descriptions: one JSON object a line. */
public final class Vectors {
    private static final JacksonCodec JSON = JacksonCodec.create();

    private Vectors() {}

    /** The lines of a file, such as {@code "09-decode"}. */
    public static Stream<Map<String, Object>> of(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file + ".jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(Vectors::parse).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String line) {
        byte[] json = line.getBytes(StandardCharsets.UTF_8);
        return (Map<String, Object>) JSON.read(json, 0, json.length, Object.class, List.of());
    }
}
