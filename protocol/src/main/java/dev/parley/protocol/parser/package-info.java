/**
 * Parsers: packets to messages and back, independent of how the engine frames messages.
 *
 * <p>State: a decoder remembers the packet whose attachments are missing; it belongs to one session and its strand.
 * Encoders and encoded packets may be used from any thread. Depends on: {@code packet}, {@code json}, {@code frame},
 * {@code payload}.
 */
@NullMarked
package dev.parley.protocol.parser;

import org.jspecify.annotations.NullMarked;
