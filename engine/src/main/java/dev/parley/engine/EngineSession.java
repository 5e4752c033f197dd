package dev.parley.engine;

import dev.parley.engine.EngineMetrics.DropCause;
import dev.parley.engine.queue.DrainList;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.queue.Outbox.Offer;
import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.MessageTransport;
import dev.parley.engine.transport.PollingTransport;
import dev.parley.engine.transport.RequestTransport;
import dev.parley.engine.transport.Transport;
import dev.parley.engine.transport.Transport.Farewell;
import dev.parley.engine.transport.TransportListener;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.Payload;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session: its {@link Life}, over the transport of the moment.
 *
 * <p>Nothing is sent by whoever asks for it: packets go to the outbox, and the strand empties it once per turn.
 *
 * <p><b>Threads:</b> the methods of {@link Session} are for any thread; the others, and all fields without a remark, belong
 * to the strand.
 */
final class EngineSession implements Session, TransportListener {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final Opened opened;
    private final EngineContext context;
    private final Outbox outbox;
    private final DrainList.Entry drainEntry = new DrainList.Entry(this::drain);
    private final Flow flow;
    private final Goodbye goodbye;
    private final Life life = new Life();
    private final Hearer hearer = new Hearer(this);

    /** Set by the strand; any thread asks for its name. */
    private volatile @Nullable Transport transport;

    private @Nullable UpgradeProbe probe;
    private @Nullable Pulse pulse;

    /** Whether the outbox is kept shut because the session moves to another transport. */
    private boolean held;

    private boolean owesPong;

    /** Whether nothing more is to be said, not even good-bye. */
    private volatile boolean aborting;

    EngineSession(Opened opened, EngineContext context) {
        this.opened = opened;
        this.context = context;
        this.outbox = new Outbox(context.options().limits().hardOutboxBytes(), context.budget());
        this.flow = new Flow(this, outbox, context.options().limits());
        this.goodbye = new Goodbye(context.strand(), this::giveUp);
    }

    /**
     * Opens on {@code first}: queues the opening frame, if there is one, and introduces itself to {@code application}.
     *
     * @return false if the id is in use already, and nothing was done
     */
    boolean open(Transport first, @Nullable Frame opening, EngineListener application) {
        assert strand().isCurrent() : "off the strand of " + this;
        if (!context.sessions().add(this)) {
            return false;
        }
        transport = first;
        life.open();
        if (opening != null) {
            outbox.offer(opening);
        }
        Payload initial = context.options().initialPacket();
        if (initial != null) {
            outbox.offer(Frame.message(initial));
        }
        pulse = Pulse.start(this, context);
        metrics().opened(first.name());
        if (!hearer.introduceTo(application)) {
            abort(CloseReason.FORCED_CLOSE);
        }
        flow.update();
        context.drains().add(drainEntry);
        return true;
    }

    @Override
    public String id() {
        return opened.sid();
    }

    @Override
    public Dialect dialect() {
        return opened.dialect();
    }

    @Override
    public RequestHead head() {
        return opened.head();
    }

    @Override
    public String transport() {
        Transport now = transport;
        return now == null ? opened.route().transport() : now.name();
    }

    @Override
    public Strand strand() {
        return context.strand();
    }

    @Override
    public boolean isOpen() {
        return life.isOpen();
    }

    @Override
    public boolean send(Outgoing outgoing) {
        Offer offer = outbox.offer(outgoing);
        if (offer == Offer.ACCEPTED) {
            if (flow.wantsDrain()) {
                context.drains().add(drainEntry);
            }
            if (!flow.isWritable()) {
                context.overload().check();
            }
            return true;
        }
        if (offer == Offer.FULL) {
            metrics().dropped(DropCause.OUTBOX_FULL, 1);
            abort(CloseReason.SLOW_CONSUMER);
        }
        return false;
    }

    @Override
    public boolean isWritable() {
        return isOpen() && flow.isWritable();
    }

    @Override
    public CompletionStage<Void> whenWritable() {
        return flow.whenWritable();
    }

    @Override
    public long bufferedBytes() {
        return outbox.bytes();
    }

    @Override
    public void pauseReads() {
        flow.pause();
    }

    @Override
    public void resumeReads() {
        flow.resume();
    }

    @Override
    public void close(CloseReason reason) {
        if (life.beginClosing(reason)) {
            outbox.seal();
            context.drains().add(drainEntry);
        }
    }

    @Override
    public void abort(CloseReason reason) {
        if (life.isClosed()) {
            return;
        }
        life.beginClosing(reason);
        aborting = true;
        int dropped = outbox.drop(); // now, not when the strand gets to it: memory may be short
        if (dropped > 0) {
            metrics()
                    .dropped(
                            reason == CloseReason.SLOW_CONSUMER ? DropCause.OUTBOX_FULL : DropCause.SESSION_ENDED,
                            dropped);
        }
        strand().execute(() -> {
            Transport now = transport;
            if (!life.isClosed() && now != null) {
                now.abort();
            }
            finish(reason, "closed at once");
        });
    }

    /** Sends what is queued, if the transport can take it now; then the good-bye, if it is time for it. */
    private void drain() {
        Transport now = transport;
        if (now == null || aborting || life.isClosed()) {
            return;
        }
        if (!held && now.isWritable()) {
            if (owesPong) {
                owesPong = false;
                outbox.offer(Frame.PONG);
            }
            if (!outbox.isEmpty()) {
                send(now);
            }
        }
        flow.update();
        if (life.isClosing()
                && goodbye.proceed(now, !held && outbox.isEmpty(), life.reason(CloseReason.FORCED_CLOSE))) {
            finish(CloseReason.FORCED_CLOSE, "closed by the server");
        }
    }

    private void send(Transport now) {
        try {
            now.drain(outbox);
        } catch (RuntimeException failure) {
            LOG.error("{}: a packet could not be written, the session closes", id(), failure);
            abort(CloseReason.TRANSPORT_ERROR);
        }
        flow.progressed();
        outbox.reportTaken(metrics()::sent);
    }

    private void giveUp() {
        Transport now = transport;
        if (now != null) {
            now.abort();
        }
        finish(CloseReason.FORCED_CLOSE, "the client did not come for the good-bye");
    }

    @Override
    public void writable() {
        drain();
    }

    @Override
    public void frame(Frame frame) {
        assert strand().isCurrent() : "off the strand of " + this;
        if (!life.isOpen()) {
            metrics().dropped(DropCause.CAME_LATE, 1);
            return;
        }
        metrics().frameIn(frame.data().sizeBytes());
        Pulse heart = pulse;
        if (heart == null) {
            return;
        }
        heart.sawFrame();
        switch (frame.type()) {
            case MESSAGE -> {
                if (!hearer.message(frame.data())) {
                    close(CloseReason.FORCED_CLOSE);
                }
            }
            case PING -> heart.ping();
            case PONG -> heart.pong();
            case OPEN, CLOSE, UPGRADE, NOOP -> {
                // Without a meaning here; like the official server, we let them pass.
            }
        }
    }

    /** A heartbeat of the client came. */
    void heartbeat() {
        hearer.heartbeat();
    }

    /** Answers the client's ping; a second before the first has left is not answered again. */
    void oweServersPong() {
        owesPong = true;
        context.drains().add(drainEntry);
    }

    void sendPing() {
        if (outbox.offer(opened.wiring().ping()) == Offer.ACCEPTED) {
            context.drains().add(drainEntry);
        }
    }

    @Override
    public void ended(End end, String detail) {
        finish(
                switch (end) {
                    case CLOSED -> CloseReason.TRANSPORT_CLOSE;
                    case ERROR -> CloseReason.TRANSPORT_ERROR;
                    case MALFORMED -> CloseReason.PARSE_ERROR;
                },
                detail);
    }

    /** Ends without flushing, but with a good-bye if the transport can give it now. */
    void end(CloseReason reason, String detail) {
        Transport now = transport;
        if (now != null && !life.isClosed() && !now.close(Farewell.NORMAL)) {
            now.abort(); // nobody waits to hear it
        }
        finish(reason, detail);
    }

    /** The one way out: forgets the session everywhere, then tells the listener. */
    private void finish(CloseReason otherwise, String detail) {
        assert strand().isCurrent() : "off the strand of " + this;
        if (!life.end()) {
            return;
        }
        CloseReason reason = life.reason(otherwise);
        context.sessions().remove(this);
        int dropped = outbox.drop();
        if (dropped > 0) {
            metrics().dropped(DropCause.SESSION_ENDED, dropped);
        }
        if (pulse != null) {
            pulse.stop();
        }
        if (probe != null) {
            probe.abandon();
        }
        goodbye.cancel();
        flow.closed();
        metrics().closed(reason);
        LOG.debug("{} closed: {} ({})", id(), reason.wire(), detail);
        hearer.closed(reason, detail);
    }

    /** The polling transport that requests of this session are for, or null if it uses another. */
    @Nullable PollingTransport polling() {
        return transport instanceof PollingTransport polling && !life.isClosed() ? polling : null;
    }

    /** The transport of requests that this session uses, or null if it uses another, or is over. */
    @Nullable RequestTransport requests() {
        return transport instanceof RequestTransport requests && !life.isClosed() ? requests : null;
    }

    /** Goes on with {@code next}, because the client came by it: in the generations before 1.0 it simply does. */
    void replace(Transport next) {
        Transport before = transport;
        if (before == null || life.isClosed()) {
            next.abort();
            return;
        }
        if (before instanceof RequestTransport requests) {
            requests.leave();
        } else {
            before.abort();
        }
        transport = next;
        if (pulse != null) {
            pulse.stop();
        }
        pulse = Pulse.start(this, context);
        flow.moved();
        metrics().upgraded(next.name());
        LOG.debug("{} came again by {}", id(), next.name());
        drain();
    }

    /** Whether an upgrade may begin: on polling, and none is on its way. */
    boolean mayUpgrade() {
        return polling() != null && probe == null;
    }

    void probing(@Nullable UpgradeProbe current) {
        probe = current;
    }

    /** Keeps the outbox shut until {@link #moveTo}. */
    void hold() {
        held = true;
        flow.update();
    }

    /** Moves to {@code next}: what is queued leaves there, in its order. */
    void moveTo(MessageTransport next) {
        transport = next;
        held = false;
        probe = null;
        next.reportTo(this);
        flow.moved();
        metrics().upgraded(next.name());
        LOG.debug("{} upgraded to {}", id(), next.name());
        if (life.isOpen()) {
            hearer.upgraded(next.name());
        }
        drain();
    }

    Flow flow() {
        return flow;
    }

    Opened request() {
        return opened;
    }

    EngineContext context() {
        return context;
    }

    /** The transport of now, if it can be reached. */
    @Nullable Transport current() {
        return held ? null : transport;
    }

    private EngineMetrics metrics() {
        return context.options().metrics();
    }

    @Override
    public String toString() {
        return "session " + id();
    }
}
