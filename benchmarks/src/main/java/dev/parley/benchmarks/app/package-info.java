/**
 * Parley with the small application, as its users would start it.
 *
 * <p>State: a server. Threads: those of the server. Depends on: {@code host}, parley-netty.
 */
@NullMarked
package dev.parley.benchmarks.app;

import org.jspecify.annotations.NullMarked;
