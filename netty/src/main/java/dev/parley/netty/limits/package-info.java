/**
 * Limits of what peers may send and how long they may take.
 *
 * <p>State: none. Threads: any. Depends on: nothing.
 */
@NullMarked
package dev.parley.netty.limits;

import org.jspecify.annotations.NullMarked;
