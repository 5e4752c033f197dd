package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;
import java.util.Set;

/** What a peer may call its events. Stateless; any thread. */
public final class EventNames {
    /** Names that both sides use for themselves; a peer that sends one is not a client of ours. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private EventNames() {}

    /**
     * The name, if a peer may send it.
     *
     * @throws ProtocolViolation if it is reserved or too long
     */
    public static String checked(String name, DecodeLimits limits) {
        if (name.length() > limits.maxEventNameLength()) {
            throw new ProtocolViolation("event name is too long");
        }
        if (RESERVED.contains(name)) {
            throw new ProtocolViolation("reserved event name");
        }
        return name;
    }
}
