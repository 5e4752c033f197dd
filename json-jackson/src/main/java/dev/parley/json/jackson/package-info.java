/**
 * JSON of events by Jackson 3, the default.
 *
 * <p>State: Jackson's own caches of types. Threads: any. Depends on: {@code dev.parley.protocol.json},
 * {@code dev.parley.protocol.packet}, {@code dev.parley.protocol.payload}.
 */
@NullMarked
package dev.parley.json.jackson;

import org.jspecify.annotations.NullMarked;
