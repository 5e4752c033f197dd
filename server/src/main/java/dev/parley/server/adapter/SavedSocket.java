package dev.parley.server.adapter;

import java.util.Map;
import java.util.Set;

/**
 * A socket that lost its connection and may come back.
 *
 * @param id its id
 * @param privateId the secret by which it is known again
 * @param rooms its rooms when it left
 * @param data its data
 */
public record SavedSocket(String id, String privateId, Set<String> rooms, Map<String, Object> data) {
    /** Immutable copies. */
    public SavedSocket {
        rooms = Set.copyOf(rooms);
        data = Map.copyOf(data);
    }
}
