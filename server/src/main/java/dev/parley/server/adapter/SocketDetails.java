package dev.parley.server.adapter;

import dev.parley.server.api.Handshake;
import java.util.Map;
import java.util.Set;

/**
 * What one node tells another of a socket.
 *
 * @param id its id
 * @param handshake what is known of the client
 * @param rooms its rooms
 * @param data its data
 */
public record SocketDetails(String id, Handshake handshake, Set<String> rooms, Map<String, Object> data) {
    /** Immutable copies. */
    public SocketDetails {
        rooms = Set.copyOf(rooms);
        data = Map.copyOf(data);
    }
}
