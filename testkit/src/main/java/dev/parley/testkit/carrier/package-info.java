/**
 * Carriers without a network: requests and WebSockets as objects, whose other ends the test holds; and what every
 * carrier must do.
 *
 * <p>State: one request or connection each. Threads: that of the test. Depends on: {@code dev.parley.engine.carrier},
 * {@code dev.parley.engine.time}, {@code dev.parley.protocol}, JUnit and AssertJ.
 */
@NullMarked
package dev.parley.testkit.carrier;

import org.jspecify.annotations.NullMarked;
