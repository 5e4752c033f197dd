/**
 * What the old generations have in common in their paths: the names of transports, and indices of callbacks.
 *
 * <p>State: none. Threads: any. Depends on: {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.legacy.route;

import org.jspecify.annotations.NullMarked;
