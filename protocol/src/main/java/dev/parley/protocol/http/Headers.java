package dev.parley.protocol.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The headers of a request: one compact array of names and values, in the order received. */
public final class Headers {
    /** No headers. */
    public static final Headers NONE = new Headers(new String[0]);

    private final String[] namesAndValues;

    private Headers(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /** Headers of alternating names and values; the array is given away. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("headers: a name without a value (expected: names and values in turn)");
        }
        return namesAndValues.length == 0 ? NONE : new Headers(namesAndValues);
    }

    /** The first value of a header, or null. */
    public @Nullable String first(String name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equalsIgnoreCase(name)) {
                return namesAndValues[i + 1];
            }
        }
        return null;
    }

    /** All values of a header, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equalsIgnoreCase(name)) {
                values.add(namesAndValues[i + 1]);
            }
        }
        return values;
    }

    /** Names in lower case with their first values. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.putIfAbsent(namesAndValues[i].toLowerCase(Locale.ROOT), namesAndValues[i + 1]);
        }
        return map;
    }

    /** The same headers, of texts that {@code texts} gives for equal ones: for who keeps very many requests. */
    public Headers share(UnaryOperator<String> texts) {
        String[] shared = namesAndValues.clone();
        for (int i = 0; i < shared.length; i++) {
            shared[i] = texts.apply(shared[i]);
        }
        return shared.length == 0 ? this : new Headers(shared);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
