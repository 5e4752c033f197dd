/**
 * WebSockets (RFC 6455, version 13) with permessage-deflate (RFC 7692), frame by frame. The codec is our own: it unmasks
 * straight into the array that becomes the payload, counts before it allocates, and writes a whole batch into one buffer.
 * For clients 0.6 to 0.9, the drafts that the browsers of their time spoke: hixie-75, hixie-76, and hybi-7 to 12.
 *
 * <p>State: per connection what was read of a message that is not complete; per loop a reader that is lent to one connection
 * after the other, and the frames that were written last. Threads: the loop of the connection; receivers are called
 * on the strand of their session. Depends on: {@code loop}, {@code limits}, {@code dev.parley.engine.carrier},
 * {@code dev.parley.engine.time}, and the protocol's {@code http}, {@code payload} and {@code frame}.
 */
@NullMarked
package dev.parley.netty.websocket;

import org.jspecify.annotations.NullMarked;
