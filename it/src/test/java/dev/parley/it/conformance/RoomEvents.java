package dev.parley.it.conformance;

import static dev.parley.it.conformance.ValueEvents.list;
import static dev.parley.it.conformance.ValueEvents.map;
import static dev.parley.it.conformance.ValueEvents.text;

import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.Event;
import dev.parley.server.api.RemoteSocket;
import dev.parley.server.api.Socket;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events about rooms, operators and the utility methods. */
final class RoomEvents {
    private RoomEvents() {}

    static void install(Socket socket) {
        installRooms(socket);
        installOperators(socket);
        installUtilities(socket);
    }

    private static void installRooms(Socket socket) {
        socket.reply("join", event -> {
            Object rooms = event.arg(0);
            socket.join(rooms instanceof List<?> several ? names(several) : new String[] {String.valueOf(rooms)});
            return sorted(socket.rooms());
        });
        socket.reply("leave", event -> {
            socket.leave(text(event, 0));
            return sorted(socket.rooms());
        });
        socket.reply("rooms", event -> sorted(socket.rooms()));
    }

    private static void installOperators(Socket socket) {
        socket.on("say", event -> {
            Target.of(socket, map(event, 0)).emit(text(event, 1), list(event, 2).toArray());
            event.ack();
        });
        socket.on(
                "say-with-ack",
                event -> Target.of(socket, map(event, 0))
                        .broadcast()
                        .emitWithAck(text(event, 1), list(event, 2).toArray())
                        .thenAccept(answers -> event.ack(result(answers))));
    }

    private static Map<String, @Nullable Object> result(BroadcastAnswers answers) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("error", answers.timedOut().isEmpty() ? null : "operation has timed out");
        result.put("answers", answers.values());
        return result;
    }

    private static void installUtilities(Socket socket) {
        socket.on(
                "fetch",
                event -> Target.of(socket, map(event, 0))
                        .broadcast()
                        .fetchSockets()
                        .thenAccept(found -> event.ack(found.stream()
                                .sorted(Comparator.comparing(RemoteSocket::id))
                                .map(RoomEvents::details)
                                .toList())));
        socket.on("sockets-join", event -> {
            Target.of(socket, map(event, 0)).broadcast().socketsJoin(names(list(event, 1)));
            event.ack();
        });
        socket.on("sockets-leave", event -> {
            Target.of(socket, map(event, 0)).broadcast().socketsLeave(names(list(event, 1)));
            event.ack();
        });
        socket.on("disconnect-sockets", event -> {
            Target.of(socket, map(event, 0)).broadcast().disconnectSockets(isTrue(event, 1));
            event.ack();
        });
        socket.on("leave-namespace", event -> socket.disconnect());
        socket.on("leave-server", event -> socket.disconnect(true));
        socket.on("close-connection", event -> socket.conn().close());
    }

    private static Map<String, Object> details(RemoteSocket socket) {
        return Map.of("id", socket.id(), "rooms", sorted(socket.rooms()), "data", socket.data());
    }

    private static boolean isTrue(Event event, int index) {
        return Boolean.TRUE.equals(event.arg(index));
    }

    static String[] names(List<?> names) {
        return names.toArray(new String[0]);
    }

    static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
