package dev.parley.protocol.dialect;

import java.time.Duration;
import java.util.List;

/**
 * What the server tells a client at the start of a session.
 *
 * @param sid the id of the session
 * @param upgrades transports to which it may move
 * @param pingInterval time between heartbeats
 * @param pingTimeout how long an answer may take
 * @param maxPayload the largest message or body accepted, in bytes
 */
public record Opening(String sid, List<String> upgrades, Duration pingInterval, Duration pingTimeout, int maxPayload) {
    /** An immutable copy. */
    public Opening {
        upgrades = List.copyOf(upgrades);
    }
}
