/**
 * Event loops as strands, and what connections of one loop share.
 *
 * <p>State: per loop a list of watched connections, the date as text, a digest, a pair of compressors, and what
 * other packages keep there. Threads: the loop, but for what says otherwise. Depends on: {@code dev.parley.engine.time}.
 */
@NullMarked
package dev.parley.netty.loop;

import org.jspecify.annotations.NullMarked;
