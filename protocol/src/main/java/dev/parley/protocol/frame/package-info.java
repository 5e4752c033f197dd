/**
 * Frames: the smallest things that two engines say to each other, whatever generation of the protocol carries them.
 *
 * <p>State: caches of encoded forms, filled by whoever asks first. Threads: any. Depends on: {@code payload}.
 */
@NullMarked
package dev.parley.protocol.frame;

import org.jspecify.annotations.NullMarked;
