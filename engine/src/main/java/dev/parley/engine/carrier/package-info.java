/**
 * Carriers: the little that a web server must provide for the engine to run on it. Netty, servlet containers and the
 * in-memory testkit implement these interfaces; everything else exists once, in the engine.
 *
 * <p>State: none here. Threads: as each method says. Depends on: {@code time}, and the protocol's {@code http},
 * {@code payload} and {@code frame}.
 */
@NullMarked
package dev.parley.engine.carrier;

import org.jspecify.annotations.NullMarked;
