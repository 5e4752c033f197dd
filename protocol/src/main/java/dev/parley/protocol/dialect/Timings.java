package dev.parley.protocol.dialect;

import java.time.Duration;

/**
 * Times of a generation that knows nothing of the server's {@code pingInterval} and {@code pingTimeout}. All positive.
 *
 * @param heartbeatInterval how long after an answer the server sends the next heartbeat, on transports that stay open
 * @param heartbeatTimeout how long the answer may take
 * @param pollDuration how long a poll waits for something to say
 * @param closeTimeout how long a session waits for its next poll
 * @param openTimeout how long a session waits for its first transport
 */
public record Timings(
        Duration heartbeatInterval,
        Duration heartbeatTimeout,
        Duration pollDuration,
        Duration closeTimeout,
        Duration openTimeout) {
    /** Checks that all are positive. */
    public Timings {
        positive("heartbeatInterval", heartbeatInterval);
        positive("heartbeatTimeout", heartbeatTimeout);
        positive("pollDuration", pollDuration);
        positive("closeTimeout", closeTimeout);
        positive("openTimeout", openTimeout);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: positive)");
        }
    }
}
