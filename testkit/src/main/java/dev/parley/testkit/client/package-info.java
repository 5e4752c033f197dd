/**
 * Clients of Engine.IO 4 in memory: by polling, by WebSocket, and from one to the other.
 *
 * <p>State: one client's connections. Threads: that of the test. Depends on: {@code dev.parley.testkit.carrier},
 * {@code dev.parley.testkit.time}, {@code dev.parley.engine.carrier}, {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.testkit.client;

import org.jspecify.annotations.NullMarked;
