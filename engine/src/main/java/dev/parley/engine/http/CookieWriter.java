package dev.parley.engine.http;

import dev.parley.protocol.http.RequestHead;

/** Writes the cookie with the session id. Stateless; any thread. */
final class CookieWriter {
    private CookieWriter() {}

    /** The value of {@code Set-Cookie}, such as {@code io=Kx9...; Path=/; HttpOnly; SameSite=Lax}. */
    static String write(Cookie cookie, String sid, RequestHead head) {
        StringBuilder text =
                new StringBuilder(64).append(cookie.name()).append('=').append(encoded(sid));
        if (cookie.maxAge() != null) {
            text.append("; Max-Age=").append(cookie.maxAge().toSeconds());
        }
        if (cookie.domain() != null) {
            text.append("; Domain=").append(cookie.domain());
        }
        if (cookie.path() != null) {
            text.append("; Path=").append(cookie.path());
        }
        if (cookie.httpOnly()) {
            text.append("; HttpOnly");
        }
        if (isSecure(cookie, head)) {
            text.append("; Secure");
        }
        if (cookie.partitioned()) {
            text.append("; Partitioned");
        }
        if (cookie.sameSite() != null) {
            text.append("; SameSite=").append(cookie.sameSite().wire());
        }
        return text.toString();
    }

    private static boolean isSecure(Cookie cookie, RequestHead head) {
        return switch (cookie.secure()) {
            case AUTOMATIC -> head.secure();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** Ids of our own need no encoding; those of an application may be anything. */
    private static String encoded(String sid) {
        return java.net.URLEncoder.encode(sid, java.nio.charset.StandardCharsets.UTF_8);
    }
}
