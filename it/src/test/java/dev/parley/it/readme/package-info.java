/**
 * What the README shows, done as it says.
 *
 * <p>State: none beyond a test. Threads: that of the test. Depends on: the README, the compiler of the JDK, {@code it.demo} for
 * a browser.
 */
@NullMarked
package dev.parley.it.readme;

import org.jspecify.annotations.NullMarked;
