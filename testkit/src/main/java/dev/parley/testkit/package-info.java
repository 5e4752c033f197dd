/**
 * The harness of tests: an engine, or anything that takes requests, in memory, with clients and a clock that the test
 * moves.
 *
 * <p>State: per test. Threads: that of the test. Depends on: {@code client}, {@code carrier}, {@code time},
 * {@code dev.parley.engine}, {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
