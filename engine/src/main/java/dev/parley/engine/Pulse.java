package dev.parley.engine;

import dev.parley.engine.time.HeartbeatWheel;
import dev.parley.protocol.dialect.Timings;
import dev.parley.protocol.dialect.TransportKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one session: knows when the client was last heard, and ends the session when it is silent for too
 * long. Frames that come only leave a mark here; the wheel looks at it.
 *
 * <p><b>Threads:</b> the session's strand.
 */
abstract sealed class Pulse implements HeartbeatWheel.Pulse permits ServerPings, ClientPings, NoPings {
    /** Shorter intervals are kept exactly, with timers of their own. */
    private static final Duration EXACT_BELOW = Duration.ofSeconds(5);

    final EngineSession session;
    final long intervalNanos;
    final long timeoutNanos;
    private final EngineContext context;
    private HeartbeatWheel.@Nullable Entry entry;

    Pulse(EngineSession session, EngineContext context, Heartbeat times) {
        this.session = session;
        this.context = context;
        this.intervalNanos = times.interval().toNanos();
        this.timeoutNanos = times.timeout().toNanos();
    }

    /** Starts the heartbeat that the session's generation has on its transport of now. */
    static Pulse start(EngineSession session, EngineContext context) {
        Timings own = session.dialect().timings();
        Heartbeat times = own == null
                ? context.options().heartbeat()
                : new Heartbeat(own.heartbeatInterval(), own.heartbeatTimeout());
        if (own != null && session.dialect().kindOf(session.transport()) == TransportKind.POLLING) {
            return new NoPings(session, context, times);
        }
        Pulse pulse = switch (session.dialect().heartbeat()) {
            case SERVER_PINGS -> new ServerPings(session, context, times);
            case CLIENT_PINGS -> new ClientPings(session, context, times);
        };
        boolean exact =
                times.interval().compareTo(EXACT_BELOW) < 0 || times.timeout().compareTo(EXACT_BELOW) < 0;
        pulse.entry =
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
        return context.clock().nanos();
    }

    void stop() {
        if (entry != null) {
            context.wheel().stop(entry);
        }
    }

    long silent() {
        session.end(CloseReason.PING_TIMEOUT, "the client was silent for too long");
        return HeartbeatWheel.STOP;
    }

    void wrongDirection() {
        session.end(CloseReason.TRANSPORT_ERROR, "invalid heartbeat direction");
    }
}
