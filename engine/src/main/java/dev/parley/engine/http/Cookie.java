package dev.parley.engine.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that carries the session id on the answer that opens a session by polling, for load balancers that keep
 * clients on one node by it. The server never reads it.
 *
 * @param name its name
 * @param path the path below which browsers send it, or null for none
 * @param domain the domain to which browsers send it, or null for this host only
 * @param maxAge how long browsers keep it, or null until they close
 * @param httpOnly whether scripts cannot read it
 * @param sameSite whether browsers send it with requests of other sites, or null to leave it to them
 * @param secure whether it is sent through TLS only
 * @param partitioned whether it is kept apart for each site that embeds this one
 */
public record Cookie(
        String name,
        @Nullable String path,
        @Nullable String domain,
        @Nullable Duration maxAge,
        boolean httpOnly,
        @Nullable SameSite sameSite,
        Secure secure,
        boolean partitioned) {
    /** {@code io=<sid>; Path=/; HttpOnly; SameSite=Lax}, and {@code Secure} on requests through TLS. */
    public static final Cookie DEFAULT = new Cookie("io", "/", null, null, true, SameSite.LAX, Secure.AUTOMATIC, false);

    /**
     * Checks what goes into a header.
     *
     * @throws IllegalArgumentException if the name, path or domain could not stand in one
     */
    public Cookie {
        if (!HeaderText.isToken(name)) {
            throw new IllegalArgumentException(
                    "cookie.name: " + name + " (expected: letters, digits and !#$%&'*+-.^_`|~)");
        }
        checkAttribute("cookie.path", path);
        checkAttribute("cookie.domain", domain);
    }

    /** This cookie under another name. */
    public Cookie withName(String other) {
        return new Cookie(other, path, domain, maxAge, httpOnly, sameSite, secure, partitioned);
    }

    /** This cookie for another path. */
    public Cookie withPath(@Nullable String other) {
        return new Cookie(name, other, domain, maxAge, httpOnly, sameSite, secure, partitioned);
    }

    /** This cookie for a domain. */
    public Cookie withDomain(@Nullable String other) {
        return new Cookie(name, path, other, maxAge, httpOnly, sameSite, secure, partitioned);
    }

    /** This cookie, kept for a time. */
    public Cookie withMaxAge(@Nullable Duration time) {
        return new Cookie(name, path, domain, time, httpOnly, sameSite, secure, partitioned);
    }

    /** This cookie, hidden from scripts or not. */
    public Cookie withHttpOnly(boolean hidden) {
        return new Cookie(name, path, domain, maxAge, hidden, sameSite, secure, partitioned);
    }

    /** This cookie with another rule for other sites. */
    public Cookie withSameSite(@Nullable SameSite rule) {
        return new Cookie(name, path, domain, maxAge, httpOnly, rule, secure, partitioned);
    }

    /** This cookie with another rule for TLS. */
    public Cookie withSecure(Secure rule) {
        return new Cookie(name, path, domain, maxAge, httpOnly, sameSite, rule, partitioned);
    }

    /** This cookie, kept apart by the embedding site. */
    public Cookie withPartitioned() {
        return new Cookie(name, path, domain, maxAge, httpOnly, sameSite, secure, true);
    }

    private static void checkAttribute(String option, @Nullable String value) {
        if (value != null && (!HeaderText.isSafe(value) || value.indexOf(';') >= 0)) {
            throw new IllegalArgumentException(
                    option + ": " + value + " (expected: no semicolon or control character)");
        }
    }

    /** Whether a cookie goes along with requests that other sites cause. */
    public enum SameSite {
        /** Never. */
        STRICT("Strict"),
        /** Only when the user follows a link. */
        LAX("Lax"),
        /** Always; browsers then want {@code Secure}. */
        NONE("None");

        private final String wire;

        SameSite(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    /** Whether a cookie goes through TLS only. */
    public enum Secure {
        /** If the request that it answers came through TLS. */
        AUTOMATIC,
        /** Always: for a server behind a proxy that ends TLS and is not trusted by configuration. */
        ALWAYS,
        /** Never. */
        NEVER
    }
}
