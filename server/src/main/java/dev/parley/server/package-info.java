/**
 * Socket.IO for applications: namespaces, sockets, rooms, acknowledgements and middlewares.
 *
 * <p>State: namespaces and their sockets. Threads: any. Depends on: {@code api}, {@code core}, {@code adapter},
 * {@code dispatch}, {@code metrics}, the {@code dev.parley.engine} and the {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
