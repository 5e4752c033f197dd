package dev.parley.engine;

import dev.parley.engine.time.HeartbeatWheel;
import dev.parley.protocol.dialect.Timings;
import dev.parley.protocol.dialect.TransportKind;
import java.time.Duration;

/**
 * The heartbeat of one session: knows when the client was last heard, and ends the session when it is silent for too
 * long. Frames that come only leave a mark here; the wheel looks at it.
 *
 * <p><b>Threads:</b> the session's strand.
 */
abstract sealed class Pulse extends HeartbeatWheel.Pulse permits ServerPings, ClientPings, NoPings {
    /** Shorter intervals are kept exactly, with timers of their own. */
    private static final Duration EXACT_BELOW = Duration.ofSeconds(5);

    final EngineSession session;
    private final Heartbeat times;

    Pulse(EngineSession session, Heartbeat times) {
        this.session = session;
        this.times = times;
    }

    /** Starts the heartbeat that the session's generation has on its transport of now. */
    static Pulse start(EngineSession session, EngineContext context) {
        Timings own = session.dialect().timings();
        Heartbeat times = own == null
                ? context.options().heartbeat()
                : new Heartbeat(own.heartbeatInterval(), own.heartbeatTimeout());
        if (own != null && session.dialect().kindOf(session.transport()) == TransportKind.POLLING) {
            return new NoPings(session, times);
        }
        Pulse pulse = switch (session.dialect().heartbeat()) {
            case SERVER_PINGS -> new ServerPings(session, times);
            case CLIENT_PINGS -> new ClientPings(session, times);
        };
        boolean exact =
                times.interval().compareTo(EXACT_BELOW) < 0 || times.timeout().compareTo(EXACT_BELOW) < 0;
        context.wheel().start(pulse, pulse.firstDue(context.clock().nanos()), exact);
        return pulse;
    }

    /** When the wheel must look first, for a session that opened at {@code now}. */
    abstract long firstDue(long now);

    /** The client sent a ping that is no probe. */
    abstract void ping();

    /** The client sent a pong. */
    abstract void pong();

    /** The client sent something. Called for every frame, so it should cost next to nothing. */
    void sawFrame() {}

    long now() {
        return session.context().clock().nanos();
    }

    long intervalNanos() {
        return times.interval().toNanos();
    }

    long timeoutNanos() {
        return times.timeout().toNanos();
    }

    void stop() {
        session.context().wheel().stop(this);
    }

    long silent() {
        session.end(CloseReason.PING_TIMEOUT, "the client was silent for too long");
        return HeartbeatWheel.STOP;
    }

    void wrongDirection() {
        session.end(CloseReason.TRANSPORT_ERROR, "invalid heartbeat direction");
    }
}
