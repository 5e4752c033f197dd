package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;

/** What events may be called, by either side. Stateless; any thread. */
public final class EventNames {
    private EventNames() {}

    /**
     * Whether both sides use the name for themselves, so that no application may send it, and a peer that does is not a
     * client of ours. The names are those of the official server.
     */
    public static boolean isReserved(String name) {
        return switch (name) { // asked for each event, and quicker than a set
            case "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener" -> true;
            default -> false;
        };
    }

    /** Whether a peer may send an event of this name: it is not reserved, and no longer than allowed. */
    public static boolean isAllowed(String name, DecodeLimits limits) {
        return name.length() <= limits.maxEventNameLength() && !isReserved(name);
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
        if (isReserved(name)) {
            throw new ProtocolViolation("reserved event name");
        }
        return name;
    }
}
