/**
 * Sessions of clients, the transports that carry them, heartbeats, upgrades and the rules of HTTP.
 *
 * <p>State: the open sessions. Threads: each session on its own strand. Depends on: {@code time},
 * {@code carrier}, {@code http}, {@code queue}, {@code transport}, {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.engine;

import org.jspecify.annotations.NullMarked;
