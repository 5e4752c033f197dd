/**
 * The limit: what echo, ack, rooms and broadcast cost when nobody asks for a framework. A frame codec of its own on bare
 * Netty, answers recognised by their first bytes, no JSON, no sessions, no limits, no heartbeats: not a server for anybody.
 *
 * <p>State: one member list. Threads: one event loop. Depends on: {@code host}, Netty.
 */
@NullMarked
package dev.parley.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
