package dev.parley.engine;

import dev.parley.engine.http.Answer;
import dev.parley.engine.transport.Batches;
import dev.parley.engine.transport.MessageTransport;
import dev.parley.engine.transport.PatientPolling;
import dev.parley.engine.transport.RequestTransport;
import dev.parley.engine.transport.StreamingTransport;
import dev.parley.engine.transport.Transport.Farewell;
import dev.parley.engine.transport.TransportListener;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Timings;
import dev.parley.protocol.dialect.TransportKind;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.Payload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions whose clients choose a transport and never upgrade, after a handshake or at once, and moves them to other
 * transports. Any thread, but for what it does on strands; no state.
 */
final class NoUpgradeOpener {
    private static final Logger LOG = LoggerFactory.getLogger(NoUpgradeOpener.class);

    private final EngineOptions options;
    private final EngineListener listener;
    private final Handshakes handshakes;
    private final SessionOpener opener;
    private final Gate gate;

    NoUpgradeOpener(
            EngineOptions options, EngineListener listener, Handshakes handshakes, SessionOpener opener, Gate gate) {
        this.options = options;
        this.listener = listener;
        this.handshakes = handshakes;
        this.opener = opener;
        this.gate = gate;
    }

    /** Asks the application whether a client may come. */
    void decide(Answer answer, Dialect dialect, Route route) {
        opener.decide(answer, dialect, route);
    }

    /** A client was let in: shakes hands with it, or opens its session. */
    void begin(Answer answer, Opened opened, EngineContext context) {
        if (opened.route().kind() != Route.Kind.HANDSHAKE) {
            open(answer, opened, context);
        } else if (handshakes.areMany()) {
            answer.send(503, null);
        } else if (handshakes.add(opened, context)) {
            HttpBody body = opened.dialect().handshake(opened.route(), opener.description(opened));
            answer.opens(opened.sid());
            answer.send(200, body);
        } else {
            gate.refuse(answer, opened.dialect(), opened.route(), Refusal.badRequest("ID_GENERATION_ERROR"));
        }
    }

    /** Opens a session on the transport by which its client came. */
    void open(Answer answer, Opened opened, EngineContext context) {
        if (opened.dialect().kindOf(opened.route().transport()) == TransportKind.MESSAGES) {
            opener.openOnWebSocket(answer, opened, context);
        } else {
            context.strand().run(() -> gate.guarded(answer, () -> openOnRequests(answer, opened, context)));
        }
    }

    private void openOnRequests(Answer answer, Opened opened, EngineContext context) {
        EngineSession session = new EngineSession(opened, context);
        RequestTransport transport = transport(opened.route(), session);
        if (!session.open(transport, opener.opening(opened), listener)) {
            gate.refuse(answer, opened.dialect(), opened.route(), Refusal.badRequest("ID_GENERATION_ERROR"));
            return;
        }
        came(opened);
        if (!opened.hasShakenHands()) {
            answer.opens(opened.sid());
        }
        transport.get(answer, opened.wiring().bodyFraming(opened.route()));
        opener.abortIfLate(session);
    }

    /** The client that shook hands came, and its session is open. */
    void came(Opened opened) {
        if (opened.hasShakenHands()) {
            handshakes.remove(opened.sid());
        }
    }

    private RequestTransport transport(Route route, EngineSession session) {
        Dialect dialect = session.dialect();
        if (dialect.kindOf(route.transport()) == TransportKind.STREAM) {
            return new StreamingTransport(
                    route.transport(),
                    session.request().wiring().streamHead(route),
                    session.request().wiring().framing(route),
                    session.strand(),
                    session,
                    options.maxHttpBufferSize());
        }
        Timings timings =
                Objects.requireNonNull(dialect.timings(), "a generation with polls of its own has no timings");
        return new PatientPolling(
                route.transport(),
                session.strand(),
                session,
                timings,
                options.maxHttpBufferSize(),
                options.limits().maxPacketsPerPoll());
    }

    /** The client came by another transport than before, or again by a stream. On the strand of {@code session}. */
    void move(Answer answer, EngineSession session, Route route) {
        if (session.dialect().kindOf(route.transport()) == TransportKind.MESSAGES) {
            Mover mover = new Mover(session);
            MessageTransport transport = new MessageTransport(
                    route.transport(),
                    session.request().wiring().framing(route),
                    session.context().batches(),
                    mover);
            mover.transport = transport;
            answer.exchange().acceptWebSocket(opener.terms(answer, session.dialect()), session.strand(), transport);
        } else {
            RequestTransport transport = transport(route, session);
            session.replace(transport);
            transport.get(answer, session.request().wiring().bodyFraming(route));
        }
    }

    /** Lets a WebSocket in to tell it why it may not stay. */
    void sayFarewell(Answer answer, Dialect dialect, Route route, Payload farewell) {
        LastWords words = new LastWords(farewell);
        MessageTransport transport = new MessageTransport(
                route.transport(), dialect.wiring(answer.head()).framing(route), new Batches(), words);
        words.transport = transport;
        answer.exchange().acceptWebSocket(opener.terms(answer, dialect), opener.anyStrand(), transport);
    }

    /** Moves a session when the WebSocket of its client has opened, and not before. */
    private static final class Mover implements BeforeOpening {
        private final EngineSession session;
        private @Nullable MessageTransport transport;

        Mover(EngineSession session) {
            this.session = session;
        }

        @Override
        public void opened() {
            MessageTransport open = transport;
            if (open != null) {
                open.reportTo(session);
                session.replace(open);
            }
        }

        @Override
        public void ended(End end, String detail) {
            LOG.debug("{} did not come by its WebSocket: {}", session.id(), detail);
        }
    }

    /** Says one thing on a WebSocket, and closes it. */
    private static final class LastWords implements TransportListener {
        private final Payload words;
        private @Nullable MessageTransport transport;

        LastWords(Payload words) {
            this.words = words;
        }

        @Override
        public void opened() {
            MessageTransport open = transport;
            if (open != null) {
                open.send(Frame.message(words));
                open.close(Farewell.NORMAL);
            }
        }

        @Override
        public void frame(Frame frame) {
            // nobody listens
        }

        @Override
        public void writable() {
            // nothing more is said
        }

        @Override
        public void ended(End end, String detail) {
            // it was over from the start
        }
    }
}
