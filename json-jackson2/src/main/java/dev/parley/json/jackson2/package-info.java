/**
 * JSON of events by Jackson 2, for applications that have no Jackson 3.
 *
 * <p>State: Jackson's own caches of types. Threads: any. Depends on: {@code dev.parley.protocol.json},
 * {@code dev.parley.protocol.packet}, {@code dev.parley.protocol.payload}.
 */
@NullMarked
package dev.parley.json.jackson2;

import org.jspecify.annotations.NullMarked;
