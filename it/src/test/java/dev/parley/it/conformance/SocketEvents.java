package dev.parley.it.conformance;

import static dev.parley.it.conformance.ValueEvents.text;

import dev.parley.server.api.Handshake;
import dev.parley.server.api.Registration;
import dev.parley.server.api.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Events about what a socket knows, and about listening to it. */
final class SocketEvents {
    private SocketEvents() {}

    static void install(Socket socket) {
        installMiddleware(socket);
        installFacts(socket);
        installListeners(socket);
        installCatchAll(socket);
        installReserved(socket);
    }

    private static void installMiddleware(Socket socket) {
        socket.use(event -> {
            if (event.name().equals("forbidden")) {
                throw new IllegalStateException("forbidden event");
            }
        });
        socket.onError(failure -> {
            if ("forbidden event".equals(failure.error().getMessage())) {
                socket.emit("server-error", failure.error().getMessage());
            }
        });
    }

    private static void installFacts(Socket socket) {
        socket.on("set-data", event -> {
            socket.data().put(text(event, 0), Objects.requireNonNullElse(event.arg(1), ""));
            event.ack();
        });
        socket.reply("get-data", event -> socket.data());
        socket.reply("handshake", event -> describe(socket.handshake()));
        socket.reply("transport", event -> socket.conn().transport());
        socket.reply("recovered", event -> socket.isRecovered());
    }

    private static Map<String, @Nullable Object> describe(Handshake handshake) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("auth", handshake.auth() == null ? Map.of() : handshake.auth());
        facts.put("query", handshake.query().toMap());
        facts.put("url", handshake.url());
        facts.put("secure", handshake.secure());
        facts.put("xdomain", handshake.crossDomain());
        facts.put("address", handshake.address());
        facts.put("issued", handshake.issued().toEpochMilli());
        facts.put("time", !handshake.time().isEmpty());
        facts.put("header", handshake.header("x-test"));
        return facts;
    }

    private static void installListeners(Socket socket) {
        Deque<Registration> added = new ArrayDeque<>(); // events of a socket are handled one after another
        socket.on("listen", event -> {
            String name = text(event, 1);
            switch (text(event, 0)) {
                case "on" ->
                    added.push(socket.on(
                            name, heard -> tell(socket, name, heard.args().toList())));
                case "once" ->
                    added.push(socket.once(
                            name, heard -> tell(socket, name, heard.args().toList())));
                case "off" -> added.pop().remove();
                default -> socket.off(name);
            }
            event.ack();
        });
    }

    private static void tell(Socket socket, String name, List<@Nullable Object> args) {
        @Nullable Object[] all = new Object[args.size() + 1];
        all[0] = name;
        for (int i = 0; i < args.size(); i++) {
            all[i + 1] = args.get(i);
        }
        socket.emit("heard", all);
    }

    private static void installCatchAll(Socket socket) {
        Queue<String> incoming = new ConcurrentLinkedQueue<>();
        Queue<String> outgoing = new ConcurrentLinkedQueue<>();
        Deque<Registration> watching = new ArrayDeque<>();
        socket.on("watch-any", event -> {
            watching.push(socket.onAny(any -> incoming.add(any.name())));
            watching.push(socket.onAnyOutgoing((name, args) -> outgoing.add(name)));
            event.ack();
        });
        socket.on("watched", event -> {
            watching.forEach(Registration::remove);
            event.ack(Map.of("incoming", List.copyOf(incoming), "outgoing", List.copyOf(outgoing)));
        });
    }

    private static void installReserved(Socket socket) {
        socket.on("emit-reserved", event -> event.ack(messageOf(() -> socket.emit(text(event, 0)))));
        socket.on(
                "server-side",
                event -> event.ack(messageOf(() -> socket.namespace().serverSideEmit(text(event, 0)))));
        socket.on("throw", event -> {
            throw new IllegalStateException(text(event, 0));
        });
    }

    private static @Nullable Object messageOf(Runnable action) {
        try {
            action.run();
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
