package dev.parley.engine;

import dev.parley.engine.EngineMetrics.DropCause;
import dev.parley.engine.queue.DrainList;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.queue.Outbox.Offer;
import dev.parley.engine.transport.Transport;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of one session: what is queued for its client, and when that leaves.
 *
 * <p>Nothing is sent by whoever asks for it: the strand empties the outbox once per turn, with one flush.
 *
 * <p><b>Threads:</b> as each method says; fields without a remark belong to the session's strand.
 */
final class Outlet extends DrainList.Entry {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    private final EngineSession session;
    private final EngineContext context;
    private final Outbox outbox;
    private final Flow flow;

    /** Whether the outbox is kept shut because the session moves to another transport. */
    private boolean held;

    /** Whether what is queued waits for company: see {@link Session#sendLater}. Any thread. */
    private volatile boolean waits;

    private boolean owesPong;
    private boolean sent;

    /** Whether nothing more leaves, not even a good-bye. Any thread. */
    private volatile boolean shut;

    Outlet(EngineSession session, EngineContext context) {
        this.session = session;
        this.context = context;
        this.outbox = new Outbox(context.options().limits().hardOutboxBytes(), context.budget());
        this.flow = new Flow(session, outbox, context.options().limits());
    }

    @Override
    protected void takeTurn() {
        session.drain();
    }

    Flow flow() {
        return flow;
    }

    /** Queues a packet of the application; a client for which too much is queued is given up. Any thread. */
    boolean send(Outgoing outgoing, boolean isForMany) {
        if (!offer(outgoing)) {
            return false;
        }
        if (waits) {
            waits = false;
        }
        if (flow.wantsDrain()) {
            if (isForMany) {
                context.drains().addToMany(this);
            } else {
                wake();
            }
        }
        if (!flow.isWritable()) {
            context.overload().check();
        }
        return true;
    }

    /** Queues a packet that leaves with the next one, or at {@link #flush}. Any thread. */
    boolean sendLater(Outgoing outgoing) {
        waits = true;
        return offer(outgoing);
    }

    /** Lets out what {@link #sendLater} queued. Any thread. */
    void flush() {
        if (waits) {
            waits = false;
            wake();
        }
    }

    private boolean offer(Outgoing outgoing) {
        Offer offer = outbox.offer(outgoing);
        if (offer == Offer.FULL) {
            context.options().metrics().dropped(DropCause.OUTBOX_FULL, 1);
            session.abort(CloseReason.SLOW_CONSUMER);
        }
        return offer == Offer.ACCEPTED;
    }

    /** Queues a frame of the engine itself. Any thread. */
    void queue(Frame frame) {
        if (outbox.offer(frame) == Offer.ACCEPTED) {
            waits = false;
            wake();
        }
    }

    /** Puts a packet before all that are queued. Strand. */
    void queueFirst(Outgoing outgoing) {
        outbox.offerFirst(outgoing);
        wake();
    }

    /** Whether a transport has taken anything. Strand. */
    boolean hasSent() {
        return sent;
    }

    /** Has the session drained in the strand's next turn. Any thread. */
    void wake() {
        context.drains().add(this);
    }

    /** Answers a ping of the client; a second before the first has left is not answered again. Strand. */
    void oweServersPong() {
        owesPong = true;
        waits = false;
        wake();
    }

    /** Bytes queued. Any thread. */
    long bytes() {
        return outbox.bytes();
    }

    /** Accepts no more packets; those that are queued still leave. Any thread. */
    void seal() {
        outbox.seal();
        waits = false;
        wake();
    }

    /** Lets nothing out any more, and frees what is queued at once: memory may be short. Any thread. */
    void shut(DropCause cause) {
        shut = true;
        drop(cause);
    }

    private void drop(DropCause cause) {
        int dropped = outbox.drop();
        if (dropped > 0) {
            context.options().metrics().dropped(cause, dropped);
        }
    }

    boolean isShut() {
        return shut;
    }

    /** The session is over. Strand. */
    void close() {
        drop(DropCause.SESSION_ENDED);
        flow.closed();
    }

    /** Keeps everything in until {@link #release}. Strand. */
    void hold() {
        held = true;
        flow.update();
    }

    /** The session has a transport that knows nothing of pauses yet. Strand. */
    void release() {
        held = false;
        flow.moved();
    }

    boolean isHeld() {
        return held;
    }

    /** Whether all that was queued has been taken by the transport. Strand. */
    boolean isEmpty() {
        return !held && outbox.isEmpty();
    }

    /** Sends what is queued, if {@code transport} can take it now. Strand. */
    void drain(Transport transport) {
        if (!held && !waits && transport.isWritable()) {
            if (owesPong) {
                owesPong = false;
                outbox.offer(Frame.PONG);
            }
            if (!outbox.isEmpty()) {
                write(transport);
            }
        }
        flow.update();
    }

    private void write(Transport transport) {
        try {
            transport.drain(outbox);
        } catch (RuntimeException failure) {
            LOG.error("{}: a packet could not be written, the session closes", session.id(), failure);
            session.abort(CloseReason.TRANSPORT_ERROR);
        }
        flow.progressed();
        sent |= outbox.reportTaken(context.sent());
    }
}
