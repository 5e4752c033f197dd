package dev.parley.legacy.route;

import dev.parley.protocol.dialect.TransportKind;
import java.util.Set;

/** The transports that clients before 1.0 know, by the names that they write into their paths. Stateless; any thread. */
public final class OldTransports {
    /** All six; {@code xhr-multipart} was in servers 0.6 only. */
    public static final Set<String> ALL =
            Set.of("websocket", "flashsocket", "htmlfile", "xhr-multipart", "xhr-polling", "jsonp-polling");

    private OldTransports() {}

    /** How a transport moves messages. */
    public static TransportKind kindOf(String transport) {
        return switch (transport) {
            case "websocket", "flashsocket" -> TransportKind.MESSAGES;
            case "htmlfile", "xhr-multipart" -> TransportKind.STREAM;
            default -> TransportKind.POLLING;
        };
    }
}
