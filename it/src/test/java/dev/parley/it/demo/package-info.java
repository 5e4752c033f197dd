/**
 * The demo as a person meets it: its own process, and its page in a real browser.
 *
 * <p>State: none beyond a test. Threads: that of the test. Depends on: the demo as a program, Playwright.
 */
@NullMarked
package dev.parley.it.demo;

import org.jspecify.annotations.NullMarked;
