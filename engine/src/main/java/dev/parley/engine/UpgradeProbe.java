package dev.parley.engine;

import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.MessageTransport;
import dev.parley.engine.transport.PollingTransport;
import dev.parley.engine.transport.Transport.Farewell;
import dev.parley.engine.transport.TransportListener;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.Framing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a session to move from polling to a transport of messages. Until it succeeds, polling is in charge; if it
 * fails, nothing has happened.
 *
 * <pre>
 * IDLE --ping "probe": pong "probe"--> PROBING --"upgrade"--> SWITCHING --polling is quiet--> DONE
 *   \------- anything else, silence, the end of its connection ------/---------------------> DONE
 * </pre>
 *
 * <p>While probing, waiting polls are let go, so that the client can stop polling. While switching, the outbox is held and
 * frames that come are kept, so that what was posted before is delivered before.
 *
 * <p><b>Threads:</b> the session's strand.
 */
final class UpgradeProbe implements TransportListener {
    private static final Duration NOOP_INTERVAL = Duration.ofMillis(100);

    /** Frames kept while switching; a client that sends more before its own POST was answered breaks the rules. */
    private static final int MOST_EARLY_FRAMES = 1024;

    private final EngineSession session;
    private final MessageTransport transport;
    private final Queue<Frame> early = new ArrayDeque<>(0);
    private State state = State.IDLE;
    private Strand.@Nullable Timer timeout;
    private Strand.@Nullable Timer noop;

    UpgradeProbe(EngineSession session, String name, Framing framing) {
        this.session = session;
        this.transport = new MessageTransport(name, framing, session.context().batches(), this);
    }

    MessageTransport transport() {
        return transport;
    }

    /** Takes the only place for a probe of the session, and starts the clock: also the handshake may not take for ever. */
    void begin() {
        session.probing(this);
        timeout = session.strand().schedule(session.context().options().upgradeTimeout(), this::expire);
    }

    @Override
    public void opened() {
        if (session.polling() == null) {
            fail();
        }
    }

    @Override
    public void frame(Frame frame) {
        switch (state) {
            case IDLE -> {
                if (frame.type() == FrameType.PING && frame.isProbe()) {
                    state = State.PROBING;
                    transport.send(Frame.PROBE_PONG);
                    letPollsGo();
                } else {
                    fail();
                }
            }
            case PROBING -> {
                if (frame.type() == FrameType.UPGRADE) {
                    switchOver();
                } else {
                    fail();
                }
            }
            case SWITCHING -> {
                early.add(frame);
                if (early.size() > MOST_EARLY_FRAMES) {
                    complete();
                }
            }
            case DONE -> {
                // it failed; what still comes is lost with its connection
            }
        }
    }

    private void letPollsGo() {
        PollingTransport polling = session.polling();
        if (state == State.PROBING && polling != null) {
            polling.releasePoll();
            noop = session.strand().schedule(NOOP_INTERVAL, this::letPollsGo);
        }
    }

    private void switchOver() {
        state = State.SWITCHING;
        cancel(noop);
        session.outlet().hold();
        PollingTransport polling = session.polling();
        if (polling == null || polling.retire(this::complete)) {
            complete();
        } else {
            transport.pauseReads();
        }
    }

    private void complete() {
        if (state != State.SWITCHING) {
            return;
        }
        state = State.DONE;
        cancel(timeout);
        transport.resumeReads();
        session.moveTo(transport);
        Frame next = early.poll();
        while (next != null) {
            session.frame(next);
            next = early.poll();
        }
    }

    private void expire() {
        if (state == State.SWITCHING) {
            complete(); // the client said so; a POST that never ends does not bind it
        } else {
            fail();
        }
    }

    private void fail() {
        if (state != State.DONE) {
            state = State.DONE;
            stop();
            session.probing(null);
        }
    }

    /** The session is over, and this with it. */
    void abandon() {
        state = State.DONE;
        stop();
    }

    private void stop() {
        cancel(timeout);
        cancel(noop);
        early.clear();
        transport.close(Farewell.NORMAL);
    }

    @Override
    public void writable() {
        // a probe has nothing more to say
    }

    @Override
    public void ended(End end, String detail) {
        if (state == State.SWITCHING) {
            complete(); // the client has left polling for it: the session ends with its connection
            session.ended(end, detail);
        } else {
            fail();
        }
    }

    private static void cancel(Strand.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private enum State {
        IDLE,
        PROBING,
        SWITCHING,
        DONE
    }
}
