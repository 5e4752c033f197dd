/**
 * Clients 1.x and 2.x: Engine.IO 3 (and 2) with Socket.IO protocols 3 and 4.
 *
 * <p>State: per session, what was learned of the way its client writes text ({@code PeerText}). Threads: any for the
 * dialect, the session's strand for its wiring. Depends on: {@code dialect}, {@code frame}, {@code packet},
 * {@code parser}, {@code json}, {@code http}, {@code payload}.
 */
@NullMarked
package dev.parley.protocol.dialect.eio3;

import org.jspecify.annotations.NullMarked;
