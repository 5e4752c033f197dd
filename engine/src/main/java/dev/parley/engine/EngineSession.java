package dev.parley.engine;

import dev.parley.engine.EngineMetrics.DropCause;
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
 * <p><b>Threads:</b> the methods of {@link Session} are for any thread; the others, and all fields without a remark, belong
 * to the strand.
 */
final class EngineSession implements Session, TransportListener {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final Opened opened;
    private final EngineContext context;
    private final Outlet outlet;
    private final Life life = new Life();
    private final Hearer hearer = new Hearer(this);

    /** Set by the strand; any thread asks for its name. */
    private volatile @Nullable Transport transport;

    private @Nullable UpgradeProbe probe;
    private @Nullable Goodbye goodbye;
    private @Nullable Pulse pulse;

    private @Nullable LeftBehind leftBehind;

    /** Whether the client has said anything. */
    private boolean hasSpoken;

    EngineSession(Opened opened, EngineContext context) {
        this.opened = context.parts().share(opened);
        this.context = context;
        this.outlet = new Outlet(this, context);
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
            outlet.queue(opening);
        }
        Payload initial = context.options().initialPacket();
        if (initial != null) {
            outlet.queue(Frame.message(initial));
        }
        pulse = Pulse.start(this, context);
        metrics().opened(first.name());
        if (!hearer.introduceTo(application)) {
            abort(CloseReason.FORCED_CLOSE);
        }
        outlet.flow().update();
        outlet.wake();
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
        return outlet.send(outgoing, false);
    }

    @Override
    public boolean sendToMany(Outgoing outgoing) {
        return outlet.send(outgoing, true);
    }

    @Override
    public boolean sendLater(Outgoing outgoing) {
        return outlet.sendLater(outgoing);
    }

    @Override
    public void flush() {
        outlet.flush();
    }

    @Override
    public boolean isWritable() {
        return isOpen() && outlet.flow().isWritable();
    }

    @Override
    public CompletionStage<Void> whenWritable() {
        return outlet.flow().whenWritable();
    }

    @Override
    public long bufferedBytes() {
        return outlet.bytes();
    }

    @Override
    public void pauseReads() {
        outlet.flow().pause();
    }

    @Override
    public void resumeReads() {
        outlet.flow().resume();
    }

    @Override
    public void close(CloseReason reason) {
        if (life.beginClosing(reason)) {
            outlet.seal();
        }
    }

    @Override
    public void abort(CloseReason reason) {
        if (life.isClosed()) {
            return;
        }
        life.beginClosing(reason);
        outlet.shut(reason == CloseReason.SLOW_CONSUMER ? DropCause.OUTBOX_FULL : DropCause.SESSION_ENDED);
        strand().executeUnlessEnded(() -> {
            Transport now = transport;
            if (!life.isClosed() && now != null) {
                now.abort();
            }
            finish(reason, "closed at once");
        });
    }

    /** Sends what is queued, if the transport can take it now; then the good-bye, if it is time for it. */
    void drain() {
        Transport now = transport;
        if (now == null || outlet.isShut() || life.isClosed()) {
            return;
        }
        outlet.drain(now);
        if (life.isClosing() && goodbye().proceed(now, outlet.isEmpty(), life.reason(CloseReason.FORCED_CLOSE))) {
            finish(CloseReason.FORCED_CLOSE, "closed by the server");
        }
    }

    private Goodbye goodbye() {
        Goodbye begun = goodbye;
        if (begun == null) {
            begun = new Goodbye(strand(), this::giveUp);
            goodbye = begun;
        }
        return begun;
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
        hasSpoken = true;
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
        if (pulse != null) {
            pulse.stop();
        }
        if (probe != null) {
            probe.abandon();
        }
        if (goodbye != null) {
            goodbye.cancel();
        }
        abortLeftBehind();
        outlet.close();
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
        } else if (before instanceof MessageTransport messages) {
            abortLeftBehind();
            leftBehind = new LeftBehind(messages);
        }
        transport = next;
        if (pulse != null) {
            pulse.stop();
        }
        pulse = Pulse.start(this, context);
        if (!hasSpoken && outlet.hasSent() && !before.name().equals(next.name())) {
            Outgoing first = hearer.moved(next.name());
            if (first != null) {
                outlet.queueFirst(first);
            }
        }
        outlet.release();
        metrics().upgraded(next.name());
        LOG.debug("{} came again by {}", id(), next.name());
        drain();
    }

    private void abortLeftBehind() {
        if (leftBehind != null) {
            leftBehind.abort();
        }
    }

    /** Whether an upgrade may begin: on polling, and none is on its way. */
    boolean mayUpgrade() {
        return polling() != null && probe == null;
    }

    void probing(@Nullable UpgradeProbe current) {
        probe = current;
    }

    /** Moves to {@code next}: what is queued leaves there, in its order. */
    void moveTo(MessageTransport next) {
        transport = next;
        probe = null;
        next.reportTo(this);
        outlet.release();
        metrics().upgraded(next.name());
        LOG.debug("{} upgraded to {}", id(), next.name());
        if (life.isOpen()) {
            hearer.upgraded(next.name());
        }
        drain();
    }

    Outlet outlet() {
        return outlet;
    }

    Opened request() {
        return opened;
    }

    EngineContext context() {
        return context;
    }

    /** The transport of now, if it can be reached. */
    @Nullable Transport current() {
        return outlet.isHeld() ? null : transport;
    }

    private EngineMetrics metrics() {
        return context.options().metrics();
    }

    @Override
    public String toString() {
        return "session " + id();
    }
}
