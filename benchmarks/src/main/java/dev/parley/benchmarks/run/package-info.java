/**
 * The benchmark itself: starts servers, lets the load loose on them in turns, measures, and reports.
 *
 * <p>State: processes and results of one run. Threads: the main thread; the load has its own. Depends on: {@code load},
 * {@code report}.
 */
@NullMarked
package dev.parley.benchmarks.run;

import org.jspecify.annotations.NullMarked;
