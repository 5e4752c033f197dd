/**
 * The little of HTTP that dialects and the engine must know of a request, independent of any web server.
 *
 * <p>State: none, everything here is immutable. Threads: any. Depends on: {@code payload}.
 */
@NullMarked
package dev.parley.protocol.http;

import org.jspecify.annotations.NullMarked;
