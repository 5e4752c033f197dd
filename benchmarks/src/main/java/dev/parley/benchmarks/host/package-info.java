/**
 * What every server JVM of a benchmark has around its server: a start, and answers about its memory.
 *
 * <p>State: none. Threads: one that reads standard input. Depends on: the JDK.
 */
@NullMarked
package dev.parley.benchmarks.host;

import org.jspecify.annotations.NullMarked;
