package dev.parley.engine;

import java.time.Duration;

/**
 * How often both sides make sure that the other is there.
 *
 * @param interval time between heartbeats: the option {@code pingInterval}
 * @param timeout how long an answer may take: the option {@code pingTimeout}
 */
public record Heartbeat(Duration interval, Duration timeout) {
    /** Every 25 seconds, 20 seconds to answer. */
    public static final Heartbeat DEFAULT = new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20));

    /** Checks that both are positive. */
    public Heartbeat {
        Check.positive("pingInterval", interval);
        Check.positive("pingTimeout", timeout);
    }
}
