package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;
import java.util.Set;

/** What events may be called, by either side. Stateless; any thread. */
public final class EventNames {
    /**
     * The names that both sides use for themselves, in the official server's words: {@code connect},
     * {@code connect_error}, {@code disconnect}, {@code disconnecting}, {@code newListener}, {@code removeListener}.
     * No application may send them, and a peer that does is not a client of ours.
     */
    public static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private EventNames() {}

    /** Whether a peer may send an event of this name: it is not reserved, and no longer than allowed. */
    public static boolean isAllowed(String name, DecodeLimits limits) {
        return name.length() <= limits.maxEventNameLength() && !RESERVED.contains(name);
    }

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
