/**
 * Socket.IO for applications: namespaces, sockets, rooms, acknowledgements and middlewares.
 *
 * <p>State: namespaces and their sockets. Threads: any. Depends on: {@code dev.parley.engine}.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
