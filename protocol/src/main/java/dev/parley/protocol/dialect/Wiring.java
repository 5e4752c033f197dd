package dev.parley.protocol.dialect;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.http.HttpBody;

/** How one session of a dialect writes and reads, for each kind of request that it makes. Belongs to the session's strand. */
public interface Wiring {
    /** The framing of a transport that carries messages (websocket, webtransport). */
    Framing framing(Route route);

    /** The framing of a transport that carries bodies (polling). */
    BodyFraming bodyFraming(Route route);

    /** The next heartbeat of the server, in generations where the server sends it. */
    default Frame ping() {
        return Frame.PING;
    }

    /** What the answer of a transport of the kind {@link TransportKind#STREAM} begins with; only where there are such. */
    default HttpBody streamHead(Route route) {
        throw new UnsupportedOperationException("no transport of this generation streams");
    }
}
