/**
 * What came out: the numbers of a run, as JSON, as tables and as pictures, and whether goals are met.
 *
 * <p>State: none, everything here is immutable. Threads: any. Depends on: {@code dev.parley.json.jackson}.
 */
@NullMarked
package dev.parley.benchmarks.report;

import org.jspecify.annotations.NullMarked;
