/**
 * The load: clients that cost as little as possible and check every answer, byte for byte.
 *
 * <p>State: connections and what is under way on them. Threads: everything runs on the one event loop of a
 * {@link dev.parley.benchmarks.load.LoadLoop}, unless a method says otherwise. Depends on: Netty, HdrHistogram.
 */
@NullMarked
package dev.parley.benchmarks.load;

import org.jspecify.annotations.NullMarked;
