/**
 * Transports: how a session moves its frames now. Each takes packets from the session's outbox when it can carry them,
 * and hands frames that come to the session; none knows what a session is.
 *
 * <p>State: requests that wait, batches on their way. Threads: the session's strand. Depends on: {@code carrier},
 * {@code http}, {@code queue}, {@code time}, and the protocol's {@code dialect}, {@code frame}, {@code payload} and
 * {@code dev.parley.protocol.http}.
 */
@NullMarked
package dev.parley.engine.transport;

import org.jspecify.annotations.NullMarked;
