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
 */
record Opened(String sid, Dialect dialect, Wiring wiring, RequestHead head, Route route) {}
