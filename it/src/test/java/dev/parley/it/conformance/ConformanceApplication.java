package dev.parley.it.conformance;

import dev.parley.server.ParleyServer;
import dev.parley.server.api.AdapterView;
import dev.parley.server.api.ConnectionRefusedException;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.ParentNamespace;
import dev.parley.server.api.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Namespaces, middlewares and the journal of {@code it/clients/APPLICATION.md}. */
final class ConformanceApplication {
    /** The namespaces that always exist. */
    static final List<String> STATIC = List.of("/", "/one", "/two", "/auth", "/greeting", "/throwing", "/control");

    private final ParleyServer server;

    private ConformanceApplication(ParleyServer server) {
        this.server = server;
    }

    static void install(ParleyServer server, Runnable restart) {
        new ConformanceApplication(server).install(restart);
    }

    private void install(Runnable restart) {
        for (String name : List.of("/", "/one", "/two")) {
            server.of(name).onConnect(this::serve);
            watchRooms(server.of(name));
        }
        installAuth(server.of("/auth"));
        server.of("/auth").onConnect(this::serve);
        server.of("/greeting").onConnect(socket -> {
            tellLifeOf(socket);
            socket.emit("hello", socket.id());
            socket.join("greeted");
            server.of("/greeting").to("greeted").emit("late");
        });
        server.of("/throwing").use(socket -> {
            throw new IllegalStateException("secret detail");
        });
        ParentNamespace pattern = server.of(Pattern.compile("^/dynamic-\\d+$"));
        pattern.onConnect(this::serve);
        ParentNamespace predicate = server.of((name, handshake) -> name.startsWith("/tenant-")
                && handshake.auth() instanceof Map<?, ?> auth
                && name.substring("/tenant-".length()).equals(auth.get("key")));
        predicate.onConnect(this::serve);
        server.onConnectionError(
                error -> journal("connection_error", Map.of("code", error.code(), "message", error.message())));
        server.onNewNamespace(namespace -> journal("new_namespace", Map.of("nsp", namespace.name())));
        ControlEvents control = new ControlEvents(server, pattern, predicate, restart);
        server.of("/control").onConnect(control::install);
    }

    private void serve(Socket socket) {
        tellLifeOf(socket);
        ValueEvents.install(socket);
        RoomEvents.install(socket);
        SocketEvents.install(socket);
    }

    private static void installAuth(Namespace namespace) {
        namespace.use(socket -> {
            socket.data().put("order", List.of("first"));
            Object token = auth(socket).get("token");
            if ("no-data".equals(token)) {
                throw new ConnectionRefusedException("refused without data");
            }
            if (!"secret".equals(token)) {
                throw new ConnectionRefusedException(
                        "not authorized", Map.of("code", "E401", "details", Map.of("retry", false)));
            }
        });
        namespace.useAsync(socket -> CompletableFuture.runAsync(
                () -> {
                    List<Object> order = new ArrayList<>((List<?>) socket.data().get("order"));
                    order.add("second");
                    socket.data().put("order", order);
                    if (Boolean.TRUE.equals(auth(socket).get("banned"))) {
                        throw new ConnectionRefusedException("banned", "by name");
                    }
                },
                CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)));
    }

    private static Map<?, ?> auth(Socket socket) {
        return socket.handshake().auth() instanceof Map<?, ?> auth ? auth : Map.of();
    }

    private void tellLifeOf(Socket socket) {
        Map<String, Object> about = Map.of("nsp", socket.namespace().name(), "id", socket.id());
        journal("connection", with(about, Map.of("recovered", socket.isRecovered())));
        socket.onDisconnecting((reason, detail) -> journal(
                "disconnecting",
                with(about, Map.of("reason", reason.wire(), "rooms", RoomEvents.sorted(socket.rooms())))));
        socket.onDisconnect((reason, detail) -> journal("disconnect", with(about, Map.of("reason", reason.wire()))));
    }

    private void watchRooms(Namespace namespace) {
        AdapterView adapter = namespace.adapter();
        adapter.onCreateRoom(room -> journalRoom("create-room", namespace, room, Map.of()));
        adapter.onDeleteRoom(room -> journalRoom("delete-room", namespace, room, Map.of()));
        adapter.onJoinRoom((room, id) -> journalRoom("join-room", namespace, room, Map.of("id", id)));
        adapter.onLeaveRoom((room, id) -> journalRoom("leave-room", namespace, room, Map.of("id", id)));
    }

    private void journalRoom(String what, Namespace namespace, String room, Map<String, Object> more) {
        if (room.startsWith("watched")) {
            journal(what, with(Map.of("nsp", namespace.name(), "room", room), more));
        }
    }

    /** Tells the suite what happened. */
    void journal(String what, Map<String, Object> fields) {
        server.of("/control").emit("journal", with(Map.of("what", what), fields));
    }

    private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(one);
        all.putAll(more);
        return all;
    }
}
