/**
 * Files for browsers: of a folder, of the class path, and the official client.
 *
 * <p>State: what was read of the class path. Threads: any; files are read on an executor of their own, never on a loop.
 * Depends on: {@code dev.parley.engine.carrier}, and the protocol's {@code http} and {@code payload}.
 */
@NullMarked
package dev.parley.netty.files;

import org.jspecify.annotations.NullMarked;
