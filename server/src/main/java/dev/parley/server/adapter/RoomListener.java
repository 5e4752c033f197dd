package dev.parley.server.adapter;

/** Hears of changes in a room table, on the thread that makes them, with no lock held. */
interface RoomListener {
    void created(String room);

    void deleted(String room);

    void joined(String room, String socketId);

    void left(String room, String socketId);
}
