package dev.parley.protocol.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of a URL, decoded. Of a repeated key the first value counts; {@link #all} gives every one. */
public final class Query {
    /** No query. */
    public static final Query NONE = new Query("", Map.of());

    private final String raw;
    private final Map<String, List<String>> values;

    private Query(String raw, Map<String, List<String>> values) {
        this.raw = raw;
        this.values = values;
    }

    /** Parses the text after the question mark. What cannot be percent-decoded is kept as it is. */
    public static Query parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(key, absent -> new ArrayList<>(1)).add(value);
            }
        }
        return new Query(raw, values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text; // the peer's own words are the best that can be made of it
        }
    }

    /** The text that was parsed, percent-encoded as received. */
    public String raw() {
        return raw;
    }

    /** The first value of {@code key}, or null. */
    public @Nullable String first(String key) {
        List<String> all = values.get(key);
        return all == null ? null : all.get(0);
    }

    /** All values of {@code key}, in order. */
    public List<String> all(String key) {
        return List.copyOf(values.getOrDefault(key, List.of()));
    }

    /** This query with the keys of another, whose values count where both have one. */
    public Query with(Query other) {
        Map<String, List<String>> union = new LinkedHashMap<>(values);
        union.putAll(other.values);
        return new Query(raw, union);
    }

    /** Keys with their first values, in the order received. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        values.forEach((key, all) -> map.put(key, all.get(0)));
        return map;
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
