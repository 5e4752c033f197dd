/**
 * Real clients of all generations against one server on one port.
 *
 * <p>State: none beyond a test. Threads: that of the test. Depends on: the server, Node, chromium.
 */
@NullMarked
package dev.parley.it.generations;

import org.jspecify.annotations.NullMarked;
