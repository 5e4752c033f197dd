/**
 * What applications use: sockets, namespaces, operators, events, handlers. Interfaces and values only.
 *
 * <p>State: none here. Threads: everything may be used from any thread, and nothing blocks, unless a method says
 * otherwise. Depends on: the protocol's {@code packet}, {@code http} and {@code dialect}.
 */
@NullMarked
package dev.parley.server.api;

import org.jspecify.annotations.NullMarked;
