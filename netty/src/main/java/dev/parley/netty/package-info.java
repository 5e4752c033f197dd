/**
 * The server on Netty: it listens, and carries sessions over HTTP and WebSocket.
 *
 * <p>State: the listening channels. Threads: Netty loops. Depends on: {@code files}, {@code flash}, {@code http}, {@code limits},
 * {@code loop}, {@code dev.parley.engine}, {@code dev.parley.server}, {@code dev.parley.json.jackson},
 * and the protocol's {@code http}.
 */
@NullMarked
package dev.parley.netty;

import org.jspecify.annotations.NullMarked;
