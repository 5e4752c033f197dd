package dev.parley.demo;

import dev.parley.server.api.Event;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.Socket;
import java.util.Map;

/**
 * One room for clients of all generations. They speak only as the oldest can: by messages, {@code museum:enter:0.9.17} and
 * then {@code museum:say:hello}; and hear JSON messages, which say who spoke and by which generation and transport.
 *
 * <p>Threads: those of handlers; what is known of a visitor is kept with its socket.
 */
final class Museum {
    private static final String ROOM = "museum";
    private static final String ENTER = "museum:enter:";
    private static final String SAY = "museum:say:";
    private static final int MAX_TEXT = 200;
    private static final int MAX_VERSION = 12;

    private final Namespace namespace;

    private Museum(Namespace namespace) {
        this.namespace = namespace;
    }

    static void open(Namespace namespace) {
        namespace.onConnect(new Museum(namespace)::welcome);
    }

    private void welcome(Socket socket) {
        socket.on("message", event -> hear(socket, event));
        socket.conn().onUpgrade(transport -> tell(socket, "upgraded", ""));
        socket.onDisconnecting((reason, detail) -> tell(socket, "left", ""));
    }

    private void hear(Socket socket, Event event) {
        if (!(event.arg(0) instanceof String text)) {
            return;
        }
        if (text.startsWith(ENTER)) {
            socket.data().put(ROOM, cut(text.substring(ENTER.length()), MAX_VERSION));
            socket.join(ROOM);
            tell(socket, "entered", "");
        } else if (text.startsWith(SAY)) {
            tell(socket, "said", cut(text.substring(SAY.length()), MAX_TEXT));
        }
    }

    /** Nothing is heard of those who have not entered. */
    private void tell(Socket socket, String what, String text) {
        Object version = socket.data().get(ROOM);
        if (version != null) {
            namespace
                    .to(ROOM)
                    .emit(
                            "message",
                            Map.of(
                                    "what", what,
                                    "text", text,
                                    "version", version,
                                    "generation",
                                            socket.handshake().generation().clients(),
                                    "transport", socket.conn().transport()));
        }
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
