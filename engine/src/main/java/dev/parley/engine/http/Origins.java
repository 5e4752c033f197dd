package dev.parley.engine.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of origins, such as {@code https://example.com} or {@code http://localhost:3000}: scheme, host and port if it is
 * not the usual one, without a slash at the end.
 */
public final class Origins {
    private static final Origins ANY = new Origins(origin -> true, List.of(), true);

    private final Predicate<String> test;
    private final List<String> named;
    private final boolean any;

    private Origins(Predicate<String> test, List<String> named, boolean any) {
        this.test = test;
        this.named = named;
        this.any = any;
    }

    /** Every origin. Browsers then let any page of the web talk to this server with its user's network access. */
    public static Origins any() {
        return ANY;
    }

    /**
     * Exactly these origins.
     *
     * @throws IllegalArgumentException if one is not an origin; {@code "*"} alone means {@link #any}
     */
    public static Origins of(String... origins) {
        return of(List.of(origins));
    }

    /** Exactly these origins; see {@link #of(String...)}. */
    public static Origins of(List<String> origins) {
        if (origins.equals(List.of("*"))) {
            return ANY;
        }
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("origins: none (expected: at least one, such as https://example.com)");
        }
        Set<String> exact = new LinkedHashSet<>();
        origins.forEach(origin -> exact.add(checked(origin)));
        return new Origins(exact::contains, List.copyOf(exact), false);
    }

    /** Origins that match {@code pattern} as a whole. */
    public static Origins matching(Pattern pattern) {
        return new Origins(origin -> pattern.matcher(origin).matches(), List.of(), false);
    }

    /** Origins for which {@code test} says true. It may be called by any thread, and must not block. */
    public static Origins where(Predicate<String> test) {
        return new Origins(test, List.of(), false);
    }

    /** Whether {@code origin} is one of these. The origin {@code null} of sandboxed pages and files is so only of {@link #any}. */
    public boolean contains(String origin) {
        return any || (!origin.equals("null") && test.test(origin));
    }

    /** Whether these are all there are. */
    public boolean isAny() {
        return any;
    }

    /** Those that are named one by one; none of {@link #any}, {@link #matching} and {@link #where}. */
    public List<String> named() {
        return named;
    }

    /** The origin, if exactly one is named. */
    @Nullable String only() {
        return named.size() == 1 ? named.get(0) : null;
    }

    private static String checked(String origin) {
        int scheme = origin.indexOf("://");
        boolean plain = scheme > 0 && origin.indexOf('/', scheme + 3) < 0 && origin.length() > scheme + 3;
        if (!plain || !HeaderText.isSafe(origin) || origin.indexOf('*') >= 0) {
            throw new IllegalArgumentException(
                    "origin: " + origin + " (expected: scheme://host or scheme://host:port, or \"*\" alone)");
        }
        return origin;
    }
}
