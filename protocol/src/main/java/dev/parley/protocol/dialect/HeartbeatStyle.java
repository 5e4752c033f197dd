package dev.parley.protocol.dialect;

/** Which side asks whether the other is still there. */
public enum HeartbeatStyle {
    /** The server pings and waits for the pong (Engine.IO 4, and the clients before 1.0). */
    SERVER_PINGS,
    /** The client pings; the server waits for anything (Engine.IO 3). */
    CLIENT_PINGS
}
