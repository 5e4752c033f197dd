package dev.parley.protocol.dialect.eio4;

import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.NamespaceRequest;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.packet.TextMap;
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

    /** A map, and not JSON text, so that any parser can write it. */
    @Override
    public Args accepted(String id, @Nullable String privateId) {
        return Args.of(privateId == null ? TextMap.of("sid", id) : TextMap.of("sid", id, "pid", privateId));
    }

    @Override
    public Args refused(String message, @Nullable Object data) {
        Map<String, Object> object = new LinkedHashMap<>(4);
        object.put("message", message);
        if (data != null) {
            object.put("data", data);
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
