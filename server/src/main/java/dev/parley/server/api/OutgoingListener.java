package dev.parley.server.api;

import dev.parley.protocol.packet.Args;

/** Sees each event that is sent to a socket. Runs on the thread that emits; must not block. */
@FunctionalInterface
public interface OutgoingListener {
    /** An event is about to be queued. */
    void sending(String event, Args args);
}
