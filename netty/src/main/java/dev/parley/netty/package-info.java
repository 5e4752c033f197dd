/**
 * The server on Netty: it listens, and carries sessions over HTTP and WebSocket.
 *
 * <p>State: the listening channels. Threads: Netty loops. Depends on: {@code dev.parley.server} and Netty.
 */
@NullMarked
package dev.parley.netty;

import org.jspecify.annotations.NullMarked;
