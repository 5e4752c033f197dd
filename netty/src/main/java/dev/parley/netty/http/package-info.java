/**
 * Requests of HTTP/1.1 on a connection of Netty's, as exchanges of the engine: checked, limited, answered in order.
 *
 * <p>State: per connection the requests not answered yet. Threads: the loop of the connection, but for
 * {@code HttpExchange}, whose methods any thread may call. Depends on: {@code loop}, {@code limits}, {@code websocket},
 * {@code dev.parley.engine.carrier}, {@code dev.parley.engine.time}, and the protocol's {@code http}, {@code payload} and
 * {@code frame}.
 */
@NullMarked
package dev.parley.netty.http;

import org.jspecify.annotations.NullMarked;
