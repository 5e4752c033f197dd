package dev.parley.server;

import java.time.Duration;

/**
 * How clients that lose their connection may come back with their id, rooms, data and all that they missed. Clients 4.6
 * and later can; others connect anew.
 *
 * <p>What is missed and can no longer be had, because it is too old or too much, leads to a new connection, never to a
 * silent gap.
 *
 * @param maxDisconnectionDuration for how long; default 2 minutes
 * @param skipMiddlewares whether middlewares are skipped for those who come back; default false, in the official server
 *     true
 * @param maxPackets packets kept for each namespace; default 10,000
 * @param maxBytes bytes of packets kept for each namespace; default 32 MiB
 * @param maxSockets lost sockets remembered for each namespace; default 10,000
 */
public record ConnectionStateRecovery(
        Duration maxDisconnectionDuration, boolean skipMiddlewares, int maxPackets, long maxBytes, int maxSockets) {
    /** The defaults. */
    public static final ConnectionStateRecovery DEFAULT =
            new ConnectionStateRecovery(Duration.ofMinutes(2), false, 10_000, 32 << 20, 10_000);

    /** Checks that all are positive. */
    public ConnectionStateRecovery {
        if (maxDisconnectionDuration.isNegative() || maxDisconnectionDuration.isZero()) {
            throw new IllegalArgumentException(
                    "maxDisconnectionDuration: " + maxDisconnectionDuration + " (expected: positive)");
        }
        if (maxPackets < 1 || maxBytes < 1 || maxSockets < 1) {
            throw new IllegalArgumentException("connectionStateRecovery: maxPackets " + maxPackets + ", maxBytes "
                    + maxBytes + ", maxSockets " + maxSockets + " (expected: at least 1 each)");
        }
    }

    /** The defaults, for another time. */
    public static ConnectionStateRecovery of(Duration maxDisconnectionDuration) {
        return DEFAULT.withMaxDisconnectionDuration(maxDisconnectionDuration);
    }

    /** These, for another time. */
    public ConnectionStateRecovery withMaxDisconnectionDuration(Duration value) {
        return new ConnectionStateRecovery(value, skipMiddlewares, maxPackets, maxBytes, maxSockets);
    }

    /** These, with or without middlewares for those who come back. */
    public ConnectionStateRecovery withSkipMiddlewares(boolean value) {
        return new ConnectionStateRecovery(maxDisconnectionDuration, value, maxPackets, maxBytes, maxSockets);
    }

    /** These, with other bounds of what is kept for each namespace. */
    public ConnectionStateRecovery withBounds(int packets, long bytes, int sockets) {
        return new ConnectionStateRecovery(maxDisconnectionDuration, skipMiddlewares, packets, bytes, sockets);
    }
}
