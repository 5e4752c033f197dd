package dev.parley.legacy.v06;

import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.TextPayload;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the paths of clients 0.6 mean, and how they are refused. Stateless; any thread. */
final class FirstRoutes {
    private static final Set<String> TRANSPORTS =
            Set.of("websocket", "flashsocket", "htmlfile", "xhr-multipart", "xhr-polling", "jsonp-polling");

    private static final int MAX_INDEX_DIGITS = 9;
    private static final int FORBIDDEN = 4;
    private static final int UNKNOWN_SID = 1;

    private FirstRoutes() {}

    /** The meaning of {@code websocket}, {@code xhr-polling//time}, {@code jsonp-polling/sid/time/0} and the like, or null. */
    static @Nullable Route route(String rest) {
        String[] segments = rest.split("/", -1);
        String transport = segments[0];
        if (!TRANSPORTS.contains(transport)) {
            return null;
        }
        String sid = segments.length > 1 && !segments[1].isEmpty() ? segments[1] : null;
        if (!transport.equals("jsonp-polling")) {
            return new Route(transport, sid, false, Route.NO_JSONP);
        }
        String index = segments.length > 3 ? segments[3] : "";
        boolean isIndex = !index.isEmpty()
                && index.length() <= MAX_INDEX_DIGITS
                && index.chars().allMatch(c -> c >= '0' && c <= '9');
        return isIndex
                ? new Route(transport, sid, false, Integer.parseInt(index))
                : new Route(Route.Kind.UNSUPPORTED, transport, sid, false, Route.NO_JSONP);
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
