/**
 * Metrics: one listener, called at fixed points of the server, which is all the instrumentation there is.
 *
 * <p>State: none but counters. Threads: any; calls must not block. Depends on: {@code engine}.
 */
@NullMarked
package dev.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
