/**
 * What the protocol wants of a JSON library, and the JSON that it writes and checks itself.
 *
 * <p>State: none but buffers of one call. Threads: any. Depends on: {@code payload}, {@code packet}.
 */
@NullMarked
package dev.parley.protocol.json;

import org.jspecify.annotations.NullMarked;
