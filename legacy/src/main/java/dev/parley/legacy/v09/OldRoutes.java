package dev.parley.legacy.v09;

import dev.parley.legacy.route.Digits;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the paths of clients 0.7 to 0.9 mean. Stateless; any thread. */
final class OldRoutes {
    private static final String PROTOCOL = "1";

    private OldRoutes() {}

    /** The meaning of {@code 1/}, {@code 1/transport/sid} and the like, or null if no number comes first. */
    static @Nullable Route route(RequestHead head, String rest) {
        List<String> segments = List.of(rest.split("/", -1));
        String protocol = segments.get(0);
        if (!Digits.isNumber(protocol)) {
            return null;
        }
        int handshakeIndex = Digits.index(head.query().first("jsonp"), Route.NO_JSONP);
        if (!protocol.equals(PROTOCOL)) {
            return new Route(Route.Kind.UNSUPPORTED, "", null, false, Route.NO_JSONP);
        }
        String sid = segment(segments, 2);
        if (sid.isEmpty()) {
            return new Route(Route.Kind.HANDSHAKE, "", null, false, handshakeIndex);
        }
        String transport = segment(segments, 1);
        int jsonp =
                transport.equals("jsonp-polling") ? Digits.index(head.query().first("i"), 0) : Route.NO_JSONP;
        boolean ends = head.query().first("disconnect") != null;
        return new Route(ends ? Route.Kind.DISCONNECT : Route.Kind.TRANSPORT, transport, sid, false, jsonp);
    }

    private static String segment(List<String> segments, int index) {
        return index < segments.size() ? segments.get(index) : "";
    }
}
