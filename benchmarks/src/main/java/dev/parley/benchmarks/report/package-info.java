/**
 * What came out: the numbers of a run, as JSON, as tables and as a picture.
 *
 * <p>State: none, everything here is immutable. Threads: any. Depends on: HdrHistogram.
 */
@NullMarked
package dev.parley.benchmarks.report;

import org.jspecify.annotations.NullMarked;
