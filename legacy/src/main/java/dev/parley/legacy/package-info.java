/**
 * All generations at once.
 *
 * <p>State: none. Threads: any. Depends on: {@code dev.parley.legacy.v06}, {@code dev.parley.legacy.v09},
 * {@code dev.parley.legacy.options}, {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.legacy;

import org.jspecify.annotations.NullMarked;
