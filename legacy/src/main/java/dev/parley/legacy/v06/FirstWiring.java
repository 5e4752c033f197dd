package dev.parley.legacy.v06;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;

/** How one session of a client 0.6 writes and reads. Belongs to the session's strand. */
final class FirstWiring implements Wiring {
    /** Internet Explorer shows nothing before the 256th byte. */
    private static final HttpBody PAGE =
            new HttpBody("text/html; charset=UTF-8", TextPayload.of("<html><body>" + " ".repeat(244)));

    private static final HttpBody PARTS =
            new HttpBody("multipart/x-mixed-replace;boundary=\"socketio\"", TextPayload.of("--socketio\n"));

    private final Heartbeats heartbeats = new Heartbeats();

    @Override
    public Framing framing(Route route) {
        FirstFraming.Form form = switch (route.transport()) {
            case "htmlfile" -> FirstFraming.Form.SCRIPT;
            case "xhr-multipart" -> FirstFraming.Form.PART;
            default -> FirstFraming.Form.PLAIN;
        };
        return new FirstFraming(form, heartbeats);
    }

    @Override
    public BodyFraming bodyFraming(Route route) {
        return new FirstBody(new FirstFraming(FirstFraming.Form.PLAIN, heartbeats), route.jsonp());
    }

    @Override
    public Frame ping() {
        return FirstFraming.heartbeat(heartbeats.next());
    }

    @Override
    public HttpBody streamHead(Route route) {
        return route.transport().equals("htmlfile") ? PAGE : PARTS;
    }
}
