package dev.parley.server.api;

import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.BindingException;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client since it came.
 *
 * @param head the request that opened its session
 * @param query the query of that request; in generations that allow it, with the query of the namespace
 * @param authArgs what it sent with its wish to join: nothing, or one object; see {@link #auth(Class)}
 * @param issued when the socket was made
 * @param generation the generation of the client
 * @param transport the transport with which it came
 */
public record Handshake(
        RequestHead head, Query query, Args authArgs, Instant issued, Generation generation, String transport) {
    /** The headers of the request that opened its session. */
    public Headers headers() {
        return head.headers();
    }

    /** The address of the client as the server sees it, without port. */
    public String address() {
        InetAddress address = head.remoteAddress().getAddress();
        return address == null ? head.remoteAddress().getHostString() : address.getHostAddress();
    }

    /** Path and query of the request that opened its session, as received. */
    public String url() {
        String raw = head.query().raw();
        return raw.isEmpty() ? head.path() : head.path() + "?" + raw;
    }

    /** Whether it came through TLS. */
    public boolean secure() {
        return head.secure();
    }

    /** Whether it came with an {@code Origin}; {@code xdomain} in the official server. */
    public boolean crossDomain() {
        return header("origin") != null;
    }

    /** A header, or null. Names in any case. */
    public @Nullable String header(String name) {
        return headers().first(name);
    }

    /** A value of the query, or null. */
    public @Nullable String query(String key) {
        return query.first(key);
    }

    /** What the client sent as {@code auth}: a {@code Map}, or null if it sent nothing. */
    public @Nullable Object auth() {
        return authArgs.get(0);
    }

    /**
     * What the client sent as {@code auth}, as {@code type}, or null if it sent nothing.
     *
     * @throws BindingException if it cannot be read as that type
     */
    public <T> @Nullable T auth(Class<T> type) {
        return authArgs.get(0, type);
    }

    /** When the socket was made, as text; {@code time} in the official server. */
    public String time() {
        return issued.toString();
    }
}
