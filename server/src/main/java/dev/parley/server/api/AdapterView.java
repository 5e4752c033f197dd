package dev.parley.server.api;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The rooms of a namespace on this node. */
public interface AdapterView {
    /** Rooms with the ids of their sockets: a copy. */
    Map<String, Set<String>> rooms();

    /** Socket ids with their rooms: a copy. */
    Map<String, Set<String>> sids();

    /** Hears of rooms that begin to exist; the official {@code create-room}. Runs on the thread of the change; must not block. */
    Registration onCreateRoom(Consumer<String> listener);

    /** Hears of rooms that cease to exist; the official {@code delete-room}. */
    Registration onDeleteRoom(Consumer<String> listener);

    /** Hears of room and socket id; the official {@code join-room}. */
    Registration onJoinRoom(BiConsumer<String, String> listener);

    /** Hears of room and socket id; the official {@code leave-room}. */
    Registration onLeaveRoom(BiConsumer<String, String> listener);
}
