package dev.parley.protocol.dialect.eio4;

import dev.parley.protocol.dialect.BodyFraming;
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
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO 4 with Socket.IO protocol 5: clients 3.x and 4.x.
 *
 * <p><b>Protocol:</b> {@code EIO=4} in the query. Frames begin with a digit, as in {@code 42["hello"]}; in bodies the
 * byte 0x1e stands between them and binary messages are {@code b} and base64. The server pings.
 *
 * <p><b>Threads:</b> any; no state.
 */
public final class EngineIo4 implements Dialect {
    private static final Wiring WIRING = new Wiring() {
        @Override
        public Framing framing(Route route) {
            return route.base64() ? EngineIo4Framing.BASE64 : EngineIo4Framing.RAW;
        }

        @Override
        public BodyFraming bodyFraming(Route route) {
            return SeparatedBody.INSTANCE;
        }
    };

    private static final ConnectRules CONNECT_RULES = new EngineIo4ConnectRules();

    @Override
    public Generation generation() {
        return Generation.V4;
    }

    /** Takes every path below the resource path, as the official server does. */
    @Override
    public @Nullable Route match(RequestHead head, String rest) {
        Query query = head.query();
        if (!"4".equals(query.first("EIO"))) {
            return null;
        }
        String transport = query.first("transport");
        String base64 = query.first("b64");
        return new Route(
                transport == null ? "" : transport,
                query.first("sid"),
                base64 != null && !base64.isEmpty(),
                Route.NO_JSONP);
    }

    @Override
    public Wiring wiring(RequestHead head) {
        return WIRING;
    }

    @Override
    public HeartbeatStyle heartbeat() {
        return HeartbeatStyle.SERVER_PINGS;
    }

    @Override
    public Frame opening(Opening opening) {
        return OpeningText.frame(opening);
    }

    @Override
    public PacketDecoder newDecoder(Codecs codecs, DecodeLimits limits) {
        return codecs.parser().newDecoder(limits);
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
