package dev.parley.engine.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told to browsers about requests from pages of other origins. Without it, no CORS header is ever sent.
 *
 * @param origins pages that may read answers; they also pass the {@link OriginPolicy}
 * @param methods the value of {@code Access-Control-Allow-Methods}
 * @param allowedHeaders request headers that pages may set; null reflects what the browser asks for
 * @param exposedHeaders answer headers that pages may read, besides the few that they always may
 * @param credentials whether pages may send cookies
 * @param maxAge how long browsers may remember the answer to a preflight; null leaves it to them
 */
public record Cors(
        Origins origins,
        List<String> methods,
        @Nullable List<String> allowedHeaders,
        List<String> exposedHeaders,
        boolean credentials,
        @Nullable Duration maxAge) {
    /** The methods that are allowed unless told otherwise. */
    public static final List<String> DEFAULT_METHODS = List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE");

    /**
     * Immutable copies, checked.
     *
     * @throws IllegalArgumentException if a name could not stand in a header, or credentials are allowed to any origin
     */
    public Cors {
        methods = List.copyOf(methods);
        allowedHeaders = allowedHeaders == null ? null : List.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
        check("cors.methods", methods);
        check("cors.allowedHeaders", allowedHeaders == null ? List.of() : allowedHeaders);
        check("cors.exposedHeaders", exposedHeaders);
        if (maxAge != null && maxAge.isNegative()) {
            throw new IllegalArgumentException("cors.maxAge: " + maxAge + " (expected: not negative)");
        }
        checkCredentials(origins, credentials);
    }

    /** Pages of {@code origins}, without credentials, with all defaults. */
    public static Cors of(Origins origins) {
        return new Cors(origins, DEFAULT_METHODS, null, List.of(), false, null);
    }

    /** Pages of exactly these origins, with all defaults. */
    public static Cors of(String... origins) {
        return of(Origins.of(origins));
    }

    /** This, with cookies allowed. */
    public Cors withCredentials() {
        return new Cors(origins, methods, allowedHeaders, exposedHeaders, true, maxAge);
    }

    /** This, with other methods. */
    public Cors withMethods(String... other) {
        return new Cors(origins, List.of(other), allowedHeaders, exposedHeaders, credentials, maxAge);
    }

    /** This, with the request headers that pages may set. */
    public Cors withAllowedHeaders(String... names) {
        return new Cors(origins, methods, List.of(names), exposedHeaders, credentials, maxAge);
    }

    /** This, with the answer headers that pages may read. */
    public Cors withExposedHeaders(String... names) {
        return new Cors(origins, methods, allowedHeaders, List.of(names), credentials, maxAge);
    }

    /** This, with the time for which browsers may remember. */
    public Cors withMaxAge(Duration time) {
        return new Cors(origins, methods, allowedHeaders, exposedHeaders, credentials, time);
    }

    private static void check(String option, List<String> names) {
        for (String name : names) {
            if (!HeaderText.isToken(name)) {
                throw new IllegalArgumentException(option + ": " + name + " (expected: names of headers or methods)");
            }
        }
    }

    private static void checkCredentials(Origins origins, boolean credentials) {
        if (credentials && origins.isAny()) {
            throw new IllegalArgumentException(
                    "cors.credentials: true with any origin (expected: a list of origins, or Origins.where(...))");
        }
    }
}
