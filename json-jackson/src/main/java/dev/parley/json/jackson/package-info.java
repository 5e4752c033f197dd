/**
 * JSON of events by Jackson 3.
 *
 * <p>State: none. Threads: any. Depends on: {@code dev.parley.protocol} and Jackson 3.
 */
@NullMarked
package dev.parley.json.jackson;

import org.jspecify.annotations.NullMarked;
