/**
 * What can be set for old generations of clients.
 *
 * <p>State: none. Threads: any. Depends on: {@code dev.parley.legacy.route}, {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.legacy.options;

import org.jspecify.annotations.NullMarked;
