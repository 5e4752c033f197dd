/**
 * How costs grow with rooms, clients and receivers: the whole server on one event loop of this process, with clients that
 * have no network.
 *
 * <p>State: a server and its ghosts. Threads: the loop, and the one that measures. Depends on: {@code dev.parley.server}
 * and its {@code api}, the {@code engine}, its {@code carrier} and {@code time}, {@code dev.parley.netty.loop},
 * {@code dev.parley.json.jackson}, the protocol's {@code http}, {@code frame} and {@code payload}, HdrHistogram.
 */
@NullMarked
package dev.parley.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
