/**
 * Dialects: one object per generation of the protocol, which alone knows how that generation differs from the others.
 *
 * <p>State: none; the wiring of one session may remember what it learned of its peer. Threads: any for dialects, the
 * session's strand for wirings. Depends on: {@code frame}, {@code packet}, {@code parser}, {@code json},
 * {@code http}, {@code payload}.
 */
@NullMarked
package dev.parley.protocol.dialect;

import org.jspecify.annotations.NullMarked;
