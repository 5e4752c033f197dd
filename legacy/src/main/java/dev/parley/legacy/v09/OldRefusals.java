package dev.parley.legacy.v09;

import dev.parley.legacy.text.ScriptText;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Refused;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;

/** How clients 0.7 to 0.9 are refused. Stateless; any thread. */
final class OldRefusals {
    private static final int UNKNOWN_SID = 1;
    private static final int FORBIDDEN = 4;
    private static final int UNSUPPORTED = 5;

    /** An error with the reason "client not handshaken" and the advice to reconnect. */
    private static final Payload NOT_HANDSHAKEN = TextPayload.of("7:::1+0");

    private OldRefusals() {}

    static RefusalForm of(RequestHead head, Route route, Refused refused) {
        return switch (refused.code()) {
            case UNKNOWN_SID -> unknownSession(head, route);
            case FORBIDDEN -> forbidden(route, refused);
            case UNSUPPORTED -> RefusalForm.of(500, text("Protocol version not supported."));
            default -> RefusalForm.of(400, text(refused.message()));
        };
    }

    /** Clients close their session on any status but 200, and then do not hear that they are to come again. */
    private static RefusalForm unknownSession(RequestHead head, Route route) {
        if (route.kind() == Route.Kind.DISCONNECT) {
            return RefusalForm.of(200, null);
        }
        if (head.method().equals("POST")) {
            return RefusalForm.of(200, OldBody.ACCEPTED);
        }
        HttpBody body = switch (route.transport()) {
            case "jsonp-polling" -> OldJsonpBody.call(route.jsonp(), NOT_HANDSHAKEN);
            case "htmlfile" ->
                new HttpBody(
                        OldWiring.INSTANCE.streamHead(route).contentType(),
                        TextPayload.of(
                                OldWiring.INSTANCE.streamHead(route).content().toString()
                                        + OldFraming.SCRIPT.wrap(NOT_HANDSHAKEN)));
            default -> new HttpBody(ContentType.TEXT, NOT_HANDSHAKEN);
        };
        return new RefusalForm(200, body, NOT_HANDSHAKEN);
    }

    /** What an application says in other words than {@code Forbidden} reaches the client as it is. */
    private static RefusalForm forbidden(Route route, Refused refused) {
        String text = switch (refused.source()) {
            case ORIGIN -> "handshake bad origin";
            case FAILURE -> "handshake error";
            case APPLICATION, PROTOCOL ->
                refused.message().equals("Forbidden") ? "handshake unauthorized" : refused.message();
        };
        if (route.jsonp() == Route.NO_JSONP || route.kind() != Route.Kind.HANDSHAKE) {
            return RefusalForm.of(refused.source() == Refused.Source.FAILURE ? 500 : 403, text(text));
        }
        String before = "io.j[" + route.jsonp() + "](new Error(";
        return RefusalForm.of(
                200,
                new HttpBody(
                        "application/javascript",
                        ScriptText.call(before, TextPayload.of(text), "));", ScriptText.Place.FILE)));
    }

    private static HttpBody text(String text) {
        return new HttpBody(ContentType.TEXT, TextPayload.of(text));
    }
}
