package dev.parley.protocol.dialect;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;

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
}
