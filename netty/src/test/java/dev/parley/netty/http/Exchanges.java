package dev.parley.netty.http;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.time.Strand;

/** Looks into exchanges of this module. */
public final class Exchanges {
    private Exchanges() {}

    /** The strand that is the event loop of the connection. */
    public static Strand strandOf(HttpExchange exchange) {
        return ((NettyExchange) exchange).strand();
    }
}
