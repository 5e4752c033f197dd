package dev.parley.server.core;

import dev.parley.protocol.parser.EventNames;
import java.util.Set;

/** Names of events that applications may not send, in the official server's words. */
final class ReservedNames {
    private static final Set<String> OF_SERVERS = Set.of("connect", "connection", "new_namespace");

    private ReservedNames() {}

    /** Refuses what must not go to clients. */
    static String checkEvent(String event) {
        return check(event, EventNames.isReserved(event));
    }

    /** Refuses what must not go to other nodes. */
    static String checkServerSide(String event) {
        return check(event, OF_SERVERS.contains(event));
    }

    private static String check(String event, boolean isReserved) {
        if (isReserved) {
            throw new IllegalArgumentException('"' + event + "\" is a reserved event name");
        }
        return event;
    }
}
