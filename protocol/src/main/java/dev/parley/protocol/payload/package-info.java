/**
 * Payloads: the bytes of one message, text or binary, as they travel.
 *
 * <p>State: none that is visible, everything here is immutable. Threads: any. Depends on: nothing.
 */
@NullMarked
package dev.parley.protocol.payload;

import org.jspecify.annotations.NullMarked;
