package dev.parley.legacy.v06;

import dev.parley.legacy.route.Digits;
import dev.parley.legacy.route.OldTransports;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the paths of clients 0.6 mean, and how they are refused. Stateless; any thread. */
final class FirstRoutes {
    private static final int FORBIDDEN = 4;
    private static final int UNKNOWN_SID = 1;

    private FirstRoutes() {}

    /**
     * The meaning of {@code websocket}, {@code xhr-polling//time}, {@code jsonp-polling/sid/time/0} and the like, or null.
     * Segments before the transport are parameters of the application, but a number first is another generation.
     */
    static @Nullable Route route(String rest) {
        List<String> segments = List.of(rest.split("/", -1));
        int at = 0;
        while (at < segments.size() && !OldTransports.ALL.contains(segments.get(at))) {
            at++;
        }
        if (at == segments.size() || Digits.isNumber(segments.get(0))) {
            return null;
        }
        String transport = segments.get(at);
        String sid = segment(segments, at + 1).isEmpty() ? null : segment(segments, at + 1);
        if (!transport.equals("jsonp-polling")) {
            return new Route(transport, sid, false, Route.NO_JSONP);
        }
        int index = Digits.index(segment(segments, at + 3), Route.NO_JSONP);
        return index == Route.NO_JSONP
                ? new Route(Route.Kind.UNSUPPORTED, transport, sid, false, Route.NO_JSONP)
                : new Route(transport, sid, false, index);
    }

    private static String segment(List<String> segments, int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    /** Any status but 200 makes a client come again with a new session; a body with 200 would be taken for its new id. */
    static RefusalForm refusal(RequestHead head, int code) {
        return switch (code) {
            case UNKNOWN_SID -> RefusalForm.of(404, null);
            case FORBIDDEN ->
                head.method().equals("POST")
                        ? RefusalForm.of(401, new HttpBody(ContentType.TEXT, TextPayload.of("unauthorized")))
                        : RefusalForm.of(403, null);
            default -> RefusalForm.of(400, null);
        };
    }
}
