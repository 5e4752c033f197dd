package dev.parley.it.conformance;

import static dev.parley.it.conformance.ValueEvents.list;
import static dev.parley.it.conformance.ValueEvents.map;
import static dev.parley.it.conformance.ValueEvents.number;
import static dev.parley.it.conformance.ValueEvents.text;

import dev.parley.server.ParleyServer;
import dev.parley.server.api.Event;
import dev.parley.server.api.ParentNamespace;
import dev.parley.server.api.RemoteSocket;
import dev.parley.server.api.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The namespace {@code /control}, with which the suite acts on the server from outside.
 *
 * @param server the server
 * @param pattern the parent of the namespaces by pattern
 * @param predicate the parent of the namespaces by predicate
 * @param restart stops the server and starts it again
 */
record ControlEvents(ParleyServer server, ParentNamespace pattern, ParentNamespace predicate, Runnable restart) {
    void install(Socket socket) {
        socket.reply("namespaces", event -> {
            List<String> names = new ArrayList<>(ConformanceApplication.STATIC);
            names.addAll(pattern.children().keySet());
            names.addAll(predicate.children().keySet());
            return RoomEvents.sorted(names);
        });
        socket.on("broadcast", event -> {
            Target.ofNamespace(server.of(text(event, 0)), map(event, 1))
                    .emit(text(event, 2), list(event, 3).toArray());
            event.ack();
        });
        socket.on("parent-emit", event -> {
            ParentNamespace parent = text(event, 0).equals("pattern") ? pattern : predicate;
            parent.emit(text(event, 1), list(event, 2).toArray());
            event.ack();
        });
        socket.on("remote", event -> {
            find(event).thenAccept(found -> {
                found.forEach(remote -> act(remote, text(event, 2), list(event, 3)));
                event.ack(!found.isEmpty());
            });
        });
        socket.on("remote-ask", event -> find(event).thenAccept(found -> ask(event, found)));
        socket.reply("sessions", event -> server.clientsCount());
        socket.on("restart", event -> {
            event.ack();
            restart.run();
        });
    }

    private CompletionStage<List<RemoteSocket>> find(Event event) {
        return server.of(text(event, 0)).in(text(event, 1)).fetchSockets();
    }

    private static void act(RemoteSocket remote, String action, List<?> args) {
        Object[] values = args.toArray();
        Consumer<RemoteSocket> act = switch (action) {
            case "emit" -> it -> it.emit((String) values[0], Arrays.copyOfRange(values, 1, values.length));
            case "join" -> it -> it.join((String) values[0]);
            case "leave" -> it -> it.leave((String) values[0]);
            case "disconnect" -> it -> it.disconnect(false);
            default -> throw new IllegalArgumentException("action: " + action);
        };
        act.accept(remote);
    }

    private static void ask(Event event, List<RemoteSocket> found) {
        if (found.isEmpty()) {
            event.ack((Object) null);
            return;
        }
        found.get(0)
                .emitWithAck(
                        Duration.ofMillis(number(event, 2)),
                        text(event, 3),
                        list(event, 4).toArray())
                .whenComplete((answer, error) -> {
                    Map<String, @Nullable Object> result = new LinkedHashMap<>();
                    result.put("error", error == null ? null : error.getMessage());
                    result.put("answers", error == null ? answer.toList() : List.of());
                    event.ack(result);
                });
    }
}
