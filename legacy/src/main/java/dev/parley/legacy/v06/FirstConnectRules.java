package dev.parley.legacy.v06;

import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.NamespaceRequest;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * There is one namespace, joined unasked. That the client was let in it learns from its id, which is the first message;
 * that it was not, from the end of the connection. Stateless; any thread.
 */
final class FirstConnectRules implements ConnectRules {
    @Override
    public boolean joinsDefaultNamespace() {
        return true;
    }

    @Override
    public NamespaceRequest request(Packet.Connect packet) {
        return new NamespaceRequest(packet.namespace(), Query.NONE, Args.NONE);
    }

    @Override
    public String socketId(String sid, String namespace, Supplier<String> freshId) {
        return sid;
    }

    @Override
    public Args accepted(String id, @Nullable String privateId) {
        return Args.of(id);
    }

    @Override
    public Args refused(String message, @Nullable Object data) {
        return Args.of(message);
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
