/**
 * The wire of Socket.IO: payloads, frames, packets, and the generations that write them differently.
 *
 * <p>State: none. Threads: any. Depends on: nothing.
 */
@NullMarked
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;
