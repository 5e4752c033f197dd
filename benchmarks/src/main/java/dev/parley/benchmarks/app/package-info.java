/**
 * Parley with the small application, as its users would start it.
 *
 * <p>State: a server. Threads: those of the server. Depends on: {@code host},
 * {@code dev.parley.netty}, {@code dev.parley.server}, the engine's {@code carrier}.
 */
@NullMarked
package dev.parley.benchmarks.app;

import org.jspecify.annotations.NullMarked;
