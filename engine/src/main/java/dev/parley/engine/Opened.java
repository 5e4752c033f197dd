package dev.parley.engine;

import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.http.RequestHead;

/**
 * What is known of a session from the request that opens it.
 *
 * @param sid its id
 * @param dialect the generation of its client
 * @param wiring how it writes and reads
 * @param head the request
 * @param route what the request means
 * @param hasShakenHands whether it came before its transport, so that the client may choose that, and choose again
 */
record Opened(String sid, Dialect dialect, Wiring wiring, RequestHead head, Route route, boolean hasShakenHands) {
    /** The same client, which now comes by a transport. */
    Opened on(Route transport) {
        return new Opened(sid, dialect, wiring, head, transport, true);
    }
}
