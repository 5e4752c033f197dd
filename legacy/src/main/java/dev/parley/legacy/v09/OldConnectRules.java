package dev.parley.legacy.v09;

import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.NamespaceRequest;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The default namespace is joined unasked, others by name; all sockets of a client are named like its session.
 * Stateless; any thread.
 */
final class OldConnectRules implements ConnectRules {
    /** The one reason of a refusal that has a number; clients report it as {@code connect_failed}. */
    static final String UNAUTHORIZED = "unauthorized";

    @Override
    public boolean joinsDefaultNamespace() {
        return true;
    }

    /** Splits the name at a question mark, wherever the client wrote it: {@code 1::/chat?a=b} and {@code 1::/chat:?a=b}. */
    @Override
    public NamespaceRequest request(Packet.Connect packet) {
        String name = packet.namespace();
        int mark = name.indexOf('?');
        return mark < 0
                ? new NamespaceRequest(name, Query.NONE, Args.NONE)
                : new NamespaceRequest(name.substring(0, mark), Query.parse(name.substring(mark + 1)), Args.NONE);
    }

    @Override
    public String socketId(String sid, String namespace, Supplier<String> freshId) {
        return sid;
    }

    @Override
    public Args accepted(String id, @Nullable String privateId) {
        return Args.NONE;
    }

    /** Only the text {@value #UNAUTHORIZED} reaches clients; what else is said has no place in their protocol. */
    @Override
    public Args refused(String message, @Nullable Object data) {
        return Args.of(message);
    }

    @Override
    public boolean ignoresStrayPackets() {
        return true;
    }

    /** A client that hears nothing for ten seconds tries its next transport, with the session that it has. */
    @Override
    public boolean welcomesAgain() {
        return true;
    }

    @Override
    public boolean canRecover() {
        return false;
    }
}
