package dev.parley.engine;

import dev.parley.engine.time.HeartbeatWheel;

/** Nobody pings: in the generations before 1.0 polls are the sign of life, and the transport watches for them. */
final class NoPings extends Pulse {
    NoPings(EngineSession session, Heartbeat times) {
        super(session, times);
    }

    @Override
    long firstDue(long now) {
        return now;
    }

    @Override
    protected long beat(long now) {
        return HeartbeatWheel.STOP;
    }

    @Override
    void ping() {
        session.heartbeat();
    }

    @Override
    void pong() {
        session.heartbeat();
    }
}
