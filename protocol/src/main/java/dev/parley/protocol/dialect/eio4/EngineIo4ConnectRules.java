package dev.parley.protocol.dialect.eio4;

import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.NamespaceRequest;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every namespace is asked for, and each gives an id of its own. Stateless; any thread. */
final class EngineIo4ConnectRules implements ConnectRules {
    @Override
    public boolean joinsDefaultNamespace() {
        return false;
    }

    /** The name as it is: in this generation a question mark has no meaning. */
    @Override
    public NamespaceRequest request(Packet.Connect packet) {
        return new NamespaceRequest(packet.namespace(), Query.NONE, packet.data());
    }

    @Override
    public String socketId(String sid, String namespace, Supplier<String> freshId) {
        return freshId.get();
    }

    @Override
    public Args accepted(String id, @Nullable String privateId) {
        return object("sid", id, "pid", privateId);
    }

    @Override
    public Args refused(String message, @Nullable Object data) {
        return object("message", message, "data", data);
    }

    /** A map, and not JSON text, so that any parser can write it. */
    private static Args object(String name, String value, String nextName, @Nullable Object next) {
        Map<String, Object> object = new LinkedHashMap<>(4);
        object.put(name, value);
        if (next != null) {
            object.put(nextName, next);
        }
        return Args.of(object);
    }

    @Override
    public boolean ignoresStrayPackets() {
        return false;
    }

    @Override
    public boolean canRecover() {
        return true;
    }
}
