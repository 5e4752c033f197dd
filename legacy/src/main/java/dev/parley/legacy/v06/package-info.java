/**
 * The dialect of clients 0.6.
 *
 * <p>State: the number of the last heartbeat of each session. Threads: any for the dialect and what it encodes with, the
 * session's strand for wirings. Depends on: {@code dev.parley.legacy.text}, {@code dev.parley.legacy.options},
 * {@code dev.parley.legacy.route}, {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.legacy.v06;

import org.jspecify.annotations.NullMarked;
