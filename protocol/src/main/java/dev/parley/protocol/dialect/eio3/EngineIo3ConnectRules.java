package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.NamespaceRequest;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The default namespace is joined by itself; others bring a query, and ids that clients can tell. Stateless; any thread. */
final class EngineIo3ConnectRules implements ConnectRules {
    @Override
    public boolean joinsDefaultNamespace() {
        return true;
    }

    /** Without auth: what stands behind the namespace is of a client that mistook its version. */
    @Override
    public NamespaceRequest request(Packet.Connect packet) {
        String namespace = packet.namespace();
        int mark = namespace.indexOf('?');
        return mark < 0
                ? new NamespaceRequest(namespace, Query.NONE, Args.NONE)
                : new NamespaceRequest(
                        namespace.substring(0, mark), Query.parse(namespace.substring(mark + 1)), Args.NONE);
    }

    @Override
    public String socketId(String sid, String namespace, Supplier<String> freshId) {
        return namespace.equals("/") ? sid : namespace + "#" + sid;
    }

    @Override
    public Args accepted(String id, @Nullable String privateId) {
        return Args.NONE;
    }

    @Override
    public Args refused(String message, @Nullable Object data) {
        return Args.of(data == null ? message : data);
    }

    @Override
    public boolean ignoresStrayPackets() {
        return true;
    }

    @Override
    public boolean canRecover() {
        return false;
    }
}
