package dev.parley.protocol.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The query of a URL, decoded: one compact array of keys and values, in the order received, because every request has one
 * and every session keeps one. Of a repeated key the first value counts; {@link #all} gives every one.
 */
public final class Query {
    /** No query. */
    public static final Query NONE = new Query("", new String[0]);

    private final String raw;
    private final String[] keysAndValues;

    private Query(String raw, String[] keysAndValues) {
        this.raw = raw;
        this.keysAndValues = keysAndValues;
    }

    /** Parses the text after the question mark. What cannot be percent-decoded is kept as it is. */
    public static Query parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return NONE;
        }
        List<String> found = new ArrayList<>();
        int begin = 0;
        while (begin <= raw.length()) {
            int next = raw.indexOf('&', begin);
            int end = next < 0 ? raw.length() : next;
            if (end > begin) {
                int equals = raw.indexOf('=', begin);
                boolean hasValue = equals >= 0 && equals < end;
                found.add(decode(raw.substring(begin, hasValue ? equals : end)));
                found.add(hasValue ? decode(raw.substring(equals + 1, end)) : "");
            }
            begin = end + 1;
        }
        return new Query(raw, found.toArray(String[]::new));
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
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

    /** Whether it has no keys. */
    public boolean isEmpty() {
        return keysAndValues.length == 0;
    }

    /** The first value of {@code key}, or null. */
    public @Nullable String first(String key) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i].equals(key)) {
                return keysAndValues[i + 1];
            }
        }
        return null;
    }

    /** All values of {@code key}, in order. */
    public List<String> all(String key) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i].equals(key)) {
                values.add(keysAndValues[i + 1]);
            }
        }
        return List.copyOf(values);
    }

    /** This query with the keys of another, whose values count where both have one. */
    public Query with(Query other) {
        Map<String, List<String>> union = byKey();
        union.putAll(other.byKey());
        List<String> flat = new ArrayList<>();
        union.forEach((key, values) -> values.forEach(value -> {
            flat.add(key);
            flat.add(value);
        }));
        return new Query(raw, flat.toArray(String[]::new));
    }

    private Map<String, List<String>> byKey() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.computeIfAbsent(keysAndValues[i], absent -> new ArrayList<>(1)).add(keysAndValues[i + 1]);
        }
        return map;
    }

    /** The same query, of texts that {@code texts} gives for equal ones: for who keeps very many queries. */
    public Query share(UnaryOperator<String> texts) {
        String[] shared = keysAndValues.clone();
        for (int i = 0; i < shared.length; i++) {
            shared[i] = texts.apply(shared[i]);
        }
        return shared.length == 0 ? this : new Query(texts.apply(raw), shared);
    }

    /** Keys with their first values, in the order received. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.putIfAbsent(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** Whether the other was parsed from the same text to the same values. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Query query
                && raw.equals(query.raw)
                && Arrays.equals(keysAndValues, query.keysAndValues);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
