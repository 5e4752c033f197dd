/**
 * What the protocol wants of a JSON library, and the JSON that it writes and checks itself.
 *
 * <p>State: none but buffers of one call. Threads: any; a scanner and an output belong to one call. Depends on:
 * {@code payload}, {@code packet}, {@code frame}.
 */
@NullMarked
package dev.parley.protocol.json;

import org.jspecify.annotations.NullMarked;
