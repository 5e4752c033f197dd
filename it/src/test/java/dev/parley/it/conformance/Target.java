package dev.parley.it.conformance;

import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.Socket;
import dev.parley.server.api.SocketOperator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a selection object addresses: the sender itself, or a choice of sockets.
 *
 * @param self the sender, or null
 * @param others the sockets, or null
 */
record Target(@Nullable SocketOperator self, @Nullable BroadcastOperator others) {
    static Target of(Socket socket, Map<?, ?> selection) {
        return "socket".equals(selection.get("from"))
                ? ofSocket(socket, selection)
                : new Target(null, ofNamespace(socket.namespace(), selection));
    }

    private static Target ofSocket(Socket socket, Map<?, ?> selection) {
        SocketOperator self = socket;
        if (isTrue(selection, "volatile")) {
            self = self.droppable();
        }
        if (selection.get("compress") instanceof Boolean compress) {
            self = self.compress(compress);
        }
        if (selection.get("timeout") instanceof Number timeout) {
            self = self.timeout(Duration.ofMillis(timeout.longValue()));
        }
        BroadcastOperator others = null;
        if (isTrue(selection, "broadcast")) {
            others = self.broadcast();
        }
        if (isTrue(selection, "local")) {
            others = others == null ? self.local() : others.local();
        }
        if (selection.containsKey("to")) {
            List<String> rooms = rooms(selection, "to");
            others = others == null ? self.to(rooms) : others.to(rooms);
        }
        if (selection.containsKey("except")) {
            List<String> rooms = rooms(selection, "except");
            others = others == null ? self.except(rooms) : others.except(rooms);
        }
        return others == null ? new Target(self, null) : new Target(null, others);
    }

    static BroadcastOperator ofNamespace(Namespace namespace, Map<?, ?> selection) {
        BroadcastOperator chosen = namespace.everyone();
        if (isTrue(selection, "volatile")) {
            chosen = chosen.droppable();
        }
        if (isTrue(selection, "local")) {
            chosen = chosen.local();
        }
        if (selection.get("compress") instanceof Boolean compress) {
            chosen = chosen.compress(compress);
        }
        if (selection.get("timeout") instanceof Number timeout) {
            chosen = chosen.timeout(Duration.ofMillis(timeout.longValue()));
        }
        if (selection.containsKey("to")) {
            chosen = chosen.to(rooms(selection, "to"));
        }
        if (selection.containsKey("except")) {
            chosen = chosen.except(rooms(selection, "except"));
        }
        return chosen;
    }

    private static boolean isTrue(Map<?, ?> selection, String flag) {
        return Boolean.TRUE.equals(selection.get(flag));
    }

    static List<String> rooms(Map<?, ?> selection, String key) {
        return ((List<?>) selection.get(key)).stream().map(String.class::cast).toList();
    }

    void emit(String event, Object... args) {
        if (others != null) {
            others.emit(event, args);
        } else if (self != null) {
            self.emit(event, args);
        }
    }

    /** The sockets other than the sender; an error of the test if the selection names none. */
    BroadcastOperator broadcast() {
        if (others == null) {
            throw new IllegalArgumentException("the selection addresses only the sender");
        }
        return others;
    }
}
