package dev.parley.engine;

import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.http.AllowRequest;
import dev.parley.engine.http.AllowRequest.Admission;
import dev.parley.engine.http.Answer;
import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.MessageTransport;
import dev.parley.engine.transport.PollingTransport;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Opening;
import dev.parley.protocol.dialect.Refused.Source;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.frame.Frame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions for those that {@code allowRequest} lets in, and begins upgrades. Any thread, but for what it does on
 * strands; no state.
 */
final class SessionOpener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionOpener.class);

    private final EngineOptions options;
    private final EngineListener listener;
    private final Supplier<EngineContext> contexts;
    private final BooleanSupplier isClosing;
    private final Gate gate;
    private final NoUpgradeOpener noUpgrade;

    /**
     * An opener.
     *
     * @param contexts gives the strand for the next session
     * @param isClosing whether no more sessions are opened
     */
    SessionOpener(
            EngineOptions options,
            EngineListener listener,
            Supplier<EngineContext> contexts,
            BooleanSupplier isClosing,
            Handshakes handshakes,
            Gate gate) {
        this.options = options;
        this.listener = listener;
        this.contexts = contexts;
        this.isClosing = isClosing;
        this.gate = gate;
        this.noUpgrade = new NoUpgradeOpener(options, listener, handshakes, this, gate);
    }

    /** For clients that never upgrade: the generations before 1.0. */
    NoUpgradeOpener withoutUpgrade() {
        return noUpgrade;
    }

    /** The strand for something that belongs to no session. */
    Strand anyStrand() {
        return contexts.get().strand();
    }

    /** Asks {@code allowRequest}, then opens or refuses. */
    void decide(Answer answer, Dialect dialect, Route route) {
        if (options.allowRequest() == AllowRequest.ALL) {
            decided(answer, dialect, route, Admission.allowed(), null); // the default needs no stages
            return;
        }
        CompletionStage<Admission> decision;
        try {
            decision = options.allowRequest().decide(answer.head());
        } catch (RuntimeException failure) {
            decision = CompletableFuture.failedStage(failure);
        }
        decision.whenComplete((admission, failure) ->
                gate.guarded(answer, () -> decided(answer, dialect, route, admission, failure)));
    }

    private void decided(
            Answer answer, Dialect dialect, Route route, @Nullable Admission admission, @Nullable Throwable failure) {
        if (isClosing.getAsBoolean()) {
            answer.send(503, null);
        } else if (failure != null || admission == null) {
            LOG.error("allowRequest failed, the request is refused", failure);
            gate.refuse(
                    answer,
                    dialect,
                    route,
                    Refusal.forbidden(Admission.refused().message(), Source.FAILURE));
        } else if (!admission.isAllowed()) {
            gate.refuse(answer, dialect, route, Refusal.forbidden(admission.message(), Source.APPLICATION));
        } else {
            open(answer, dialect, route);
        }
    }

    private void open(Answer answer, Dialect dialect, Route route) {
        String sid;
        try {
            sid = options.generateId().next(answer.head());
        } catch (RuntimeException failure) {
            LOG.error("generateId failed, the request is refused", failure);
            gate.refuse(answer, dialect, route, Refusal.badRequest("ID_GENERATION_ERROR"));
            return;
        }
        Opened opened = new Opened(sid, dialect, dialect.wiring(answer.head()), answer.head(), route, false);
        EngineContext context = contexts.get();
        if (dialect.transports() != null) {
            noUpgrade.begin(answer, opened, context);
        } else if (route.transport().equals(Reception.WEBSOCKET)) {
            openOnWebSocket(answer, opened, context);
        } else {
            context.strand().run(() -> gate.guarded(answer, () -> openOnPolling(answer, opened, context)));
        }
    }

    private void openOnPolling(Answer answer, Opened opened, EngineContext context) {
        EngineSession session = new EngineSession(opened, context);
        PollingTransport polling = new PollingTransport(
                context.strand(),
                session,
                options.maxHttpBufferSize(),
                options.limits().maxPacketsPerPoll());
        if (!session.open(polling, opening(opened), listener)) {
            gate.refuse(answer, Refusal.badRequest("ID_GENERATION_ERROR"));
            return;
        }
        answer.opens(opened.sid());
        polling.get(answer, opened.wiring().bodyFraming(opened.route()));
        abortIfLate(session);
    }

    /** Opens a session once the WebSocket handshake has succeeded. */
    void openOnWebSocket(Answer answer, Opened opened, EngineContext context) {
        answer.opens(opened.sid());
        Starter starter = new Starter(opened, context);
        starter.transport = new MessageTransport(
                opened.route().transport(), opened.wiring().framing(opened.route()), context.batches(), starter);
        answer.exchange().acceptWebSocket(terms(answer, opened.dialect()), context.strand(), starter.transport);
    }

    /** Begins an upgrade of {@code session}, on its strand. */
    void upgrade(Answer answer, EngineSession session, Route route) {
        UpgradeProbe probe = new UpgradeProbe(
                session, Reception.WEBSOCKET, session.request().wiring().framing(route));
        probe.begin();
        answer.exchange().acceptWebSocket(terms(answer, session.dialect()), session.strand(), probe.transport());
    }

    WebSocketTerms terms(Answer answer, Dialect dialect) {
        return new WebSocketTerms(
                answer.upgradeHeaders(),
                options.maxHttpBufferSize(),
                options.limits().maxFragments(),
                options.perMessageDeflate(),
                dialect.acceptsDraftWebSockets() ? draftBase(answer) : null);
    }

    /** What the client believes to be talking to, whatever proxies stand between. */
    private String draftBase(Answer answer) {
        String host = options.trustedProxies().host(answer.exchange().head());
        return (answer.head().secure() ? "wss://" : "ws://") + (host == null ? "" : host);
    }

    @Nullable Frame opening(Opened opened) {
        return opened.dialect().opening(description(opened));
    }

    /** What a client is told at the start. */
    Opening description(Opened opened) {
        boolean mayMove = options.allowUpgrades()
                && !opened.route().transport().equals(Reception.WEBSOCKET)
                && options.transports(opened.dialect().generation()).contains(Reception.WEBSOCKET);
        Heartbeat heartbeat = options.heartbeat();
        return new Opening(
                opened.sid(),
                mayMove ? List.of(Reception.WEBSOCKET) : List.of(),
                heartbeat.interval(),
                heartbeat.timeout(),
                options.maxHttpBufferSize());
    }

    /** A session that opened while the engine closed was not told, and nobody would wait for its good-bye, or cut it off. */
    void abortIfLate(EngineSession session) {
        if (isClosing.getAsBoolean()) {
            session.abort(CloseReason.SERVER_SHUTTING_DOWN);
        }
    }

    /** Opens a session when its WebSocket has opened, and not before. */
    private final class Starter implements BeforeOpening {
        private final Opened opened;
        private final EngineContext context;
        private @Nullable MessageTransport transport;

        Starter(Opened opened, EngineContext context) {
            this.opened = opened;
            this.context = context;
        }

        @Override
        public void opened() {
            MessageTransport open = transport;
            if (open == null) {
                return;
            }
            EngineSession session = new EngineSession(opened, context);
            open.reportTo(session);
            if (session.open(open, opening(opened), listener)) {
                noUpgrade.came(opened);
                abortIfLate(session);
            } else if (opened.hasShakenHands()) {
                open.abort(); // another connection of the same client was faster
            } else {
                LOG.error("generateId gave an id that is in use; the connection is closed");
                open.abort();
            }
        }

        @Override
        public void ended(End end, String detail) {
            LOG.debug("a WebSocket handshake failed: {}", detail);
        }
    }
}
