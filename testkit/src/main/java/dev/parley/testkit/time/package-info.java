/**
 * Strands and a clock in the hands of a test: nothing runs and no time passes unless the test says so.
 *
 * <p>State: tasks and timers that wait. Threads: any gives tasks, that of the test runs them. Depends on:
 * {@code dev.parley.engine.time}.
 */
@NullMarked
package dev.parley.testkit.time;

import org.jspecify.annotations.NullMarked;
