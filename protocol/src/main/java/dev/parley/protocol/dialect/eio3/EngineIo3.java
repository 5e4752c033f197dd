package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.dialect.HeartbeatStyle;
import dev.parley.protocol.dialect.Opening;
import dev.parley.protocol.dialect.OpeningText;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO 3 (and 2) with Socket.IO protocols 3 and 4: clients 1.x and 2.x.
 *
 * <p><b>Protocol:</b> every {@code EIO} but 4, or none. Frames begin with a digit, as in {@code 42["hello"]}; in bodies
 * each has its length in front, as in {@code 11:42["hello"]}. The client pings. The namespace {@code /} is joined
 * without being asked for.
 *
 * <p><b>Threads:</b> any; no state. What is learned of a client is kept in the wiring of its session.
 */
public final class EngineIo3 implements Dialect {
    private static final ConnectRules CONNECT_RULES = new EngineIo3ConnectRules();

    /** First parts of paths that belong to the clients before 1.0. */
    private static final Set<String> OLDER = Set.of(
            "1", "websocket", "flashsocket", "htmlfile", "xhr-polling", "xhr-multipart", "jsonp-polling", "disconnect");

    /** Asked for by a client of scripts when they are off: a transport that no engine knows. */
    private static final String NO_TRANSPORT = "jsonp";

    private static final int MAX_INDEX_DIGITS = 9;

    private final boolean jsonp;

    /** The generation without JSONP, which browsers have not needed for long. */
    public EngineIo3() {
        this(false);
    }

    private EngineIo3(boolean jsonp) {
        this.jsonp = jsonp;
    }

    /** The generation with JSONP: polling by script tags, for browsers without cross-origin requests. */
    public static EngineIo3 withJsonp() {
        return new EngineIo3(true);
    }

    @Override
    public Generation generation() {
        return Generation.V2;
    }

    /** Everything but Engine.IO 4, and but what only clients before 1.0 ask for: their paths, without a version. */
    @Override
    public @Nullable Route match(RequestHead head, String rest) {
        Query query = head.query();
        String version = query.first("EIO");
        if ("4".equals(version) || (version == null && isOlder(rest))) {
            return null;
        }
        String asked = query.first("transport");
        String transport = asked == null ? "" : asked;
        String sid = query.first("sid");
        String index = query.first("j");
        if (index != null && transport.equals("polling")) {
            return jsonp
                    ? new Route(transport, sid, true, digitsOf(index))
                    : new Route(NO_TRANSPORT, sid, true, Route.NO_JSONP);
        }
        boolean base64 = EngineIo3Wiring.isTrue(query.first("b64"));
        return new Route(transport, sid, base64, Route.NO_JSONP);
    }

    private static boolean isOlder(String rest) {
        int slash = rest.indexOf('/');
        return OLDER.contains(slash < 0 ? rest : rest.substring(0, slash));
    }

    /** The digits in a text as a number, whatever else it holds: nothing of a request gets into a script. */
    private static int digitsOf(String text) {
        int number = 0;
        int digits = 0;
        for (int i = 0; i < text.length() && digits < MAX_INDEX_DIGITS; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
                digits++;
            }
        }
        return number;
    }

    @Override
    public Wiring wiring(RequestHead head) {
        return new EngineIo3Wiring(head.query());
    }

    @Override
    public HeartbeatStyle heartbeat() {
        return HeartbeatStyle.CLIENT_PINGS;
    }

    @Override
    public Frame opening(Opening opening) {
        return OpeningText.frame(opening);
    }

    @Override
    public PacketDecoder newDecoder(Codecs codecs, DecodeLimits limits) {
        return codecs.parser() instanceof DefaultParser parser
                ? parser.newTolerantDecoder(limits)
                : codecs.parser().newDecoder(limits);
    }

    @Override
    public PacketEncoder encoder(Codecs codecs) {
        return codecs.parser().encoder();
    }

    @Override
    public ConnectRules connectRules() {
        return CONNECT_RULES;
    }
}
