package dev.parley.engine;

/** The client pings, and is answered; the server waits for anything at all, for interval and timeout together. */
final class ClientPings extends Pulse {
    /** Whether the client gets one more window, because it was not the one who slept. */
    private long graceNanos;

    /** When the client was last heard. */
    private long seenNanos;

    ClientPings(EngineSession session, Heartbeat times) {
        super(session, times);
    }

    @Override
    long firstDue(long now) {
        graceNanos = now;
        seenNanos = now;
        return now + intervalNanos() + timeoutNanos();
    }

    @Override
    protected long beat(long now) {
        long since = seenNanos - graceNanos > 0 ? seenNanos : graceNanos;
        long deadline = since + intervalNanos() + timeoutNanos();
        if (now - deadline < 0) {
            return deadline;
        }
        if (now - deadline > timeoutNanos() || session.outlet().flow().excusesSilenceSince(since)) {
            graceNanos = now;
            return now + intervalNanos() + timeoutNanos();
        }
        return silent();
    }

    @Override
    void sawFrame() {
        seenNanos = now();
    }

    @Override
    void ping() {
        session.heartbeat();
        session.outlet().oweServersPong();
    }

    @Override
    void pong() {
        wrongDirection();
    }
}
