/**
 * The core: clients and their sockets, namespaces, the way in and the way out.
 *
 * <p>State: the sockets of each client (its strand), the sockets of each namespace (concurrent map), pending acks (leaf
 * locks). Threads: engine callbacks come on strands, applications call from anywhere, their handlers run on the
 * dispatcher. Depends on: {@code api}, {@code adapter}, {@code dispatch}, {@code metrics}; the {@code engine}, its
 * {@code lock} and {@code time}; the protocol's {@code dialect}, {@code frame}, {@code http}, {@code packet}, {@code parser} and
 * {@code payload}.
 */
@NullMarked
package dev.parley.server.core;

import org.jspecify.annotations.NullMarked;
