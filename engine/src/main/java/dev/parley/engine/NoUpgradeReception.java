package dev.parley.engine;

import dev.parley.engine.http.Answer;
import dev.parley.engine.http.EngineError;
import dev.parley.engine.transport.RequestTransport;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.TransportKind;
import dev.parley.protocol.http.RequestHead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests of generations whose clients choose a transport and never upgrade: they name it in their path, and come by
 * another if it fails them. Those are the generations before 1.0. Any thread; no state of its own.
 */
final class NoUpgradeReception {
    private final EngineOptions options;
    private final SessionRegistry sessions;
    private final Handshakes handshakes;
    private final NoUpgradeOpener opener;
    private final Gate gate;

    NoUpgradeReception(
            EngineOptions options, SessionRegistry sessions, Handshakes handshakes, NoUpgradeOpener opener, Gate gate) {
        this.options = options;
        this.sessions = sessions;
        this.handshakes = handshakes;
        this.opener = opener;
        this.gate = gate;
    }

    void receive(Answer answer, Dialect dialect, Route route) {
        switch (route.kind()) {
            case UNSUPPORTED ->
                gate.refuse(
                        answer,
                        dialect,
                        route,
                        Refusal.of(
                                EngineError.UNSUPPORTED_PROTOCOL_VERSION,
                                "path",
                                answer.head().path()));
            case HANDSHAKE -> opener.decide(answer, dialect, route);
            case DISCONNECT -> disconnect(answer, dialect, route);
            case TRANSPORT -> carry(answer, dialect, route);
        }
    }

    private void disconnect(Answer answer, Dialect dialect, Route route) {
        String sid = Objects.requireNonNullElse(route.sid(), "");
        EngineSession session = sessions.find(sid);
        if (session == null || session.dialect() != dialect) {
            handshakes.remove(sid);
            refuseUnknown(answer, dialect, route);
            return;
        }
        session.strand().run(() -> {
            session.end(CloseReason.TRANSPORT_CLOSE, "the client left");
            answer.send(200, null);
        });
    }

    private void carry(Answer answer, Dialect dialect, Route route) {
        Refusal refusal = check(answer.head(), dialect, route);
        String sid = route.sid();
        if (refusal != null) {
            gate.refuse(answer, dialect, route, refusal);
        } else if (sid == null) {
            opener.decide(answer, dialect, route);
        } else {
            follow(answer, dialect, route, sid);
        }
    }

    private @Nullable Refusal check(RequestHead head, Dialect dialect, Route route) {
        if (dialect.transports() == null || !dialect.transports().contains(route.transport())) {
            return Refusal.of(EngineError.UNKNOWN_TRANSPORT, "transport", route.transport());
        }
        boolean isMessages = dialect.kindOf(route.transport()) == TransportKind.MESSAGES;
        if (isMessages != head.isWebSocketUpgrade()) {
            return Refusal.badRequest("TRANSPORT_HANDSHAKE_ERROR");
        }
        boolean isGet = head.method().equals("GET");
        boolean fits =
                isGet || (route.sid() != null && !isMessages && head.method().equals("POST"));
        return fits ? null : Refusal.of(EngineError.BAD_HANDSHAKE_METHOD, "method", head.method());
    }

    private void follow(Answer answer, Dialect dialect, Route route, String sid) {
        EngineSession session = sessions.find(sid);
        if (session != null) {
            if (session.dialect() == dialect && mayUse(answer.head(), session.head()) && mayMove(session, route)) {
                session.strand().run(() -> gate.guarded(answer, () -> follow(answer, session, route)));
            } else {
                refuseUnknown(answer, dialect, route);
            }
            return;
        }
        Handshakes.Pending pending = handshakes.find(sid);
        if (pending != null
                && pending.opened().dialect() == dialect
                && answer.head().method().equals("GET")
                && mayUse(answer.head(), pending.opened().head())) {
            opener.open(answer, pending.opened().on(route), pending.context());
        } else {
            refuseUnknown(answer, dialect, route);
        }
    }

    private boolean mayUse(RequestHead head, RequestHead first) {
        return !options.bindSessionToAddress()
                || Objects.equals(
                        head.remoteAddress().getAddress(), first.remoteAddress().getAddress());
    }

    /** A client that shook hands may try one transport after another; another has the one that it came by. */
    private static boolean mayMove(EngineSession session, Route route) {
        return session.request().hasShakenHands() || session.transport().equals(route.transport());
    }

    /** On the strand of {@code session}. */
    private void follow(Answer answer, EngineSession session, Route route) {
        RequestTransport current = session.requests();
        BodyFraming framing = session.request().wiring().bodyFraming(route);
        boolean isSame = current != null && current.name().equals(route.transport());
        if (answer.head().method().equals("POST")) {
            if (current == null) {
                refuseUnknown(answer, session.dialect(), route);
            } else {
                current.post(answer, framing);
            }
        } else if (isSame && current != null && session.dialect().kindOf(route.transport()) == TransportKind.POLLING) {
            current.get(answer, framing);
        } else {
            opener.move(answer, session, route);
        }
    }

    private void refuseUnknown(Answer answer, Dialect dialect, Route route) {
        Refusal refusal = Refusal.of(EngineError.UNKNOWN_SID, "sid", String.valueOf(route.sid()));
        RefusalForm form =
                answer.head().isWebSocketUpgrade() ? dialect.refusal(answer.head(), route, refusal.toRefused()) : null;
        if (form != null && form.farewell() != null) {
            opener.sayFarewell(answer, dialect, route, form.farewell());
            gate.note(answer, refusal);
        } else {
            gate.refuse(answer, dialect, route, refusal);
        }
    }
}
