package dev.parley.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * Which pages may talk to this server, on all transports alike. Only browsers send an {@code Origin}; requests without
 * one are not concerned.
 *
 * <p>The default is {@link #SAME_ORIGIN}. The origins of {@link Cors} are always allowed besides.
 *
 * @param sameOrigin whether pages that this server's own host and port delivered may come
 * @param others who else may, or null for nobody
 */
public record OriginPolicy(boolean sameOrigin, @Nullable Origins others) {
    /** Pages of the same host and port as the request's {@code Host} header (behind a proxy: see {@link TrustedProxies}). */
    public static final OriginPolicy SAME_ORIGIN = new OriginPolicy(true, null);

    /** Everybody, as with the official server. */
    public static final OriginPolicy ANY = new OriginPolicy(true, Origins.any());

    /** Pages of the same origin, and of {@code origins}. */
    public static OriginPolicy sameOriginAnd(Origins origins) {
        return new OriginPolicy(true, origins);
    }

    /** Pages of {@code origins} only. */
    public static OriginPolicy only(Origins origins) {
        return new OriginPolicy(false, origins);
    }

    /**
     * Whether a page of {@code origin} may send a request to {@code host}.
     *
     * @param host the host, and the port if it is not the usual one, or null if the request did not tell
     */
    public boolean allows(String origin, @Nullable String host) {
        return (others != null && others.contains(origin)) || (sameOrigin && host != null && isSame(origin, host));
    }

    /** Schemes are not compared: behind a proxy that ends TLS, the server does not know its own. */
    private static boolean isSame(String origin, String host) {
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        String usualPort = origin.startsWith("https:") || origin.startsWith("wss:") ? ":443" : ":80";
        return withPort(origin.substring(scheme + 3), usualPort).equalsIgnoreCase(withPort(host, usualPort));
    }

    private static String withPort(String authority, String usualPort) {
        boolean hasPort = authority.indexOf(':', authority.lastIndexOf(']') + 1) >= 0;
        return hasPort ? authority : authority + usualPort;
    }
}
