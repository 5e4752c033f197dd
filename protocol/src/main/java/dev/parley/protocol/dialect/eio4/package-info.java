/**
 * Clients 3.x and 4.x: Engine.IO 4 and Socket.IO protocol 5.
 *
 * <p>State: none. Threads: any. Depends on: {@code dialect}, {@code frame}, {@code packet}, {@code parser},
 * {@code json}, {@code http}, {@code payload}.
 */
@NullMarked
package dev.parley.protocol.dialect.eio4;

import org.jspecify.annotations.NullMarked;
