/**
 * A server in memory for tests: carriers without a network, a clock that tests move, and contract suites.
 *
 * <p>State: per test. Threads: that of the test. Depends on: {@code dev.parley.server}, JUnit and AssertJ.
 */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
