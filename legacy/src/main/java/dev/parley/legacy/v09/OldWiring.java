package dev.parley.legacy.v09;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;

/** How sessions of clients 0.7 to 0.9 write and read: the same for all. Stateless; any thread. */
enum OldWiring implements Wiring {
    /** The only one. */
    INSTANCE;

    /** Internet Explorer shows nothing before the 256th byte. */
    private static final HttpBody PAGE = new HttpBody(
            "text/html; charset=UTF-8",
            TextPayload.of("<html><body><script>var _ = function (msg) { parent.s._(msg, document); };</script>"
                    + " ".repeat(173)));

    private static final HttpBody PARTS =
            new HttpBody("multipart/x-mixed-replace;boundary=\"socketio\"", TextPayload.of("--socketio\n"));

    @Override
    public Framing framing(Route route) {
        return switch (route.transport()) {
            case "htmlfile" -> OldFraming.SCRIPT;
            case "xhr-multipart" -> OldFraming.PART;
            default -> OldFraming.PLAIN;
        };
    }

    @Override
    public BodyFraming bodyFraming(Route route) {
        return route.jsonp() == Route.NO_JSONP ? OldBody.INSTANCE : new OldJsonpBody(route.jsonp());
    }

    @Override
    public HttpBody streamHead(Route route) {
        return route.transport().equals("htmlfile") ? PAGE : PARTS;
    }
}
