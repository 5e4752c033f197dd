/**
 * Packets as MessagePack: one binary message each, with the binary values inside.
 *
 * <p>State: none. Threads: any; a decoder belongs to the strand of its session. Depends on:
 * {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.parser.msgpack;

import org.jspecify.annotations.NullMarked;
