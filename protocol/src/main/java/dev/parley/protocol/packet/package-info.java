/**
 * Packets: what one Socket.IO peer says to another, whatever generation of the protocol carried it.
 *
 * <p>State: none, everything here is immutable. Threads: any. Depends on: {@code payload}.
 */
@NullMarked
package dev.parley.protocol.packet;

import org.jspecify.annotations.NullMarked;
