package dev.parley.engine;

import dev.parley.engine.Paths.Meaning;
import dev.parley.engine.http.Answer;
import dev.parley.engine.http.EngineError;
import dev.parley.engine.transport.PollingTransport;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a request wants, and sends it there: to its session, or to where sessions are opened. Any thread; no
 * state of its own.
 */
final class Reception {
    static final String WEBSOCKET = "websocket";

    /** WebTransport begins with HTTP/3, and never with a request that comes here. */
    private static final String WEBTRANSPORT = "webtransport";

    private final EngineOptions options;
    private final SessionRegistry sessions;
    private final SessionOpener opener;
    private final Gate gate;
    private final NoUpgradeReception noUpgrade;

    Reception(EngineOptions options, SessionRegistry sessions, Handshakes handshakes, SessionOpener opener, Gate gate) {
        this.options = options;
        this.sessions = sessions;
        this.opener = opener;
        this.gate = gate;
        this.noUpgrade = new NoUpgradeReception(options, sessions, handshakes, opener.withoutUpgrade(), gate);
    }

    void receive(Answer answer, @Nullable Meaning meaning) {
        if (meaning == null) {
            gate.refuse(answer, unmatched(answer.head()));
        } else {
            receive(answer, meaning.dialect(), meaning.route());
        }
    }

    private void receive(Answer answer, Dialect dialect, Route route) {
        if (dialect.transports() != null) {
            noUpgrade.receive(answer, dialect, route);
            return;
        }
        RequestHead head = answer.head();
        if (!isEnabled(options.transports(dialect.generation()), route.transport())) {
            gate.refuse(answer, Refusal.of(EngineError.UNKNOWN_TRANSPORT, "transport", route.transport()));
        } else if (route.sid() != null) {
            EngineSession session = sessions.find(route.sid());
            Refusal refusal = checkFollowing(head, dialect, route, session);
            if (refusal != null || session == null) {
                gate.refuse(answer, Objects.requireNonNull(refusal));
            } else {
                session.strand().run(() -> gate.guarded(answer, () -> follow(answer, session, route)));
            }
        } else {
            Refusal refusal = checkFirst(head, route);
            if (refusal != null) {
                gate.refuse(answer, refusal);
            } else {
                opener.decide(answer, dialect, route);
            }
        }
    }

    private static boolean isEnabled(List<String> transports, String transport) {
        return transports.contains(transport) && !transport.equals(WEBTRANSPORT);
    }

    private static @Nullable Refusal checkFirst(RequestHead head, Route route) {
        if (!head.method().equals("GET")) {
            return Refusal.of(EngineError.BAD_HANDSHAKE_METHOD, "method", head.method());
        }
        boolean wantsWebSocket = route.transport().equals(WEBSOCKET);
        return wantsWebSocket == head.isWebSocketUpgrade() ? null : Refusal.badRequest("TRANSPORT_HANDSHAKE_ERROR");
    }

    private @Nullable Refusal checkFollowing(
            RequestHead head, Dialect dialect, Route route, @Nullable EngineSession session) {
        if (session == null || !mayUse(head, session)) {
            return Refusal.of(EngineError.UNKNOWN_SID, "sid", String.valueOf(route.sid()));
        }
        if (session.dialect() != dialect) {
            return protocolMismatch(head, session);
        }
        if (head.isWebSocketUpgrade()) {
            boolean fits = route.transport().equals(WEBSOCKET) && options.allowUpgrades();
            return fits ? null : Refusal.badRequest("TRANSPORT_HANDSHAKE_ERROR");
        }
        return session.transport().equals(route.transport()) ? null : transportMismatch(session, route);
    }

    private boolean mayUse(RequestHead head, EngineSession session) {
        return !options.bindSessionToAddress()
                || Objects.equals(
                        head.remoteAddress().getAddress(),
                        session.head().remoteAddress().getAddress());
    }

    /** On the strand of {@code session}; it may have changed since it was checked. */
    private void follow(Answer answer, EngineSession session, Route route) {
        if (answer.head().isWebSocketUpgrade()) {
            if (session.mayUpgrade()) {
                opener.upgrade(answer, session, route);
            } else {
                gate.refuse(answer, transportMismatch(session, route));
            }
            return;
        }
        PollingTransport polling = session.polling();
        if (polling == null) {
            gate.refuse(
                    answer,
                    sessions.find(session.id()) == session
                            ? transportMismatch(session, route)
                            : Refusal.of(EngineError.UNKNOWN_SID, "sid", session.id()));
            return;
        }
        BodyFraming framing = session.request().wiring().bodyFraming(route);
        switch (answer.head().method()) {
            case "GET" -> polling.get(answer, framing);
            case "POST" -> polling.post(answer, framing);
            default -> answer.send(405, null); // the official server says 500, but it is not the server's fault
        }
    }

    private static Refusal transportMismatch(EngineSession session, Route route) {
        Map<String, Object> context = Map.of(
                "name", "TRANSPORT_MISMATCH", "transport", route.transport(), "previousTransport", session.transport());
        return new Refusal(EngineError.BAD_REQUEST, EngineError.BAD_REQUEST.message(), context);
    }

    private static Refusal protocolMismatch(RequestHead head, EngineSession session) {
        Map<String, Object> context = Map.of(
                "name",
                "PROTOCOL_MISMATCH",
                "protocol",
                String.valueOf(head.query().first("EIO")),
                "previousProtocol",
                String.valueOf(session.head().query().first("EIO")));
        return new Refusal(EngineError.BAD_REQUEST, EngineError.BAD_REQUEST.message(), context);
    }

    /** A request of no generation that is accepted; the official order of checks. */
    private Refusal unmatched(RequestHead head) {
        String transport = head.query().first("transport");
        if (transport == null || !isEnabled(options.transports(), transport)) {
            return Refusal.of(EngineError.UNKNOWN_TRANSPORT, "transport", transport == null ? "" : transport);
        }
        String sid = head.query().first("sid");
        if (sid != null) {
            EngineSession session = sessions.find(sid);
            return session == null ? Refusal.of(EngineError.UNKNOWN_SID, "sid", sid) : protocolMismatch(head, session);
        }
        if (!head.method().equals("GET")) {
            return Refusal.of(EngineError.BAD_HANDSHAKE_METHOD, "method", head.method());
        }
        String protocol = head.query().first("EIO");
        return Refusal.of(EngineError.UNSUPPORTED_PROTOCOL_VERSION, "protocol", protocol == null ? "" : protocol);
    }
}
