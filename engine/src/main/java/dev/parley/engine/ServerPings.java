package dev.parley.engine;

/**
 * The server pings, and waits for the pong: one timeout long, and once more if anything else came meanwhile. Pongs that
 * nobody asked for change nothing.
 */
final class ServerPings extends Pulse {
    private boolean awaitsPong;
    private boolean extended;

    /** Whether anything came since the ping that is not answered yet. Reading the clock for each frame would cost more. */
    private boolean heard;

    /** When the ping left that is not answered yet. */
    private long pingedNanos;

    /** When the pong must be here; while none is awaited, when to ping next. */
    private long dueNanos;

    ServerPings(EngineSession session, Heartbeat times) {
        super(session, times);
    }

    @Override
    long firstDue(long now) {
        return waitUntil(now + intervalNanos());
    }

    @Override
    protected long beat(long now) {
        if (!awaitsPong) {
            return now - dueNanos < 0 ? dueNanos : pingAt(now);
        }
        if (now - dueNanos < 0) {
            return now + Math.min(intervalNanos(), dueNanos - now); // the pong, and so the next ping, may come sooner
        }
        if (now - dueNanos > timeoutNanos()) {
            return pingAt(now); // this process slept: who could have answered?
        }
        if (session.outlet().flow().excusesSilenceSince(pingedNanos)) {
            pinged(now);
            return waitUntil(now + timeoutNanos());
        }
        if (!extended && heard) {
            extended = true;
            return waitUntil(now + timeoutNanos());
        }
        return silent();
    }

    private long pingAt(long now) {
        session.outlet().queue(session.request().wiring().ping());
        awaitsPong = true;
        extended = false;
        pinged(now);
        waitUntil(now + timeoutNanos());
        return now + Math.min(intervalNanos(), timeoutNanos());
    }

    private void pinged(long now) {
        pingedNanos = now;
        heard = false;
    }

    private long waitUntil(long due) {
        dueNanos = due;
        return due;
    }

    @Override
    void sawFrame() {
        heard = true;
    }

    @Override
    void ping() {
        wrongDirection();
    }

    @Override
    void pong() {
        if (awaitsPong) {
            awaitsPong = false;
            waitUntil(now() + intervalNanos());
            session.heartbeat();
        }
    }
}
