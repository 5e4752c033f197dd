/**
 * Adapters: who is in which room, and how a packet reaches all whom it addresses.
 *
 * <p>State: the room table of one namespace, guarded by leaf locks; readers take snapshots. Threads: any; nothing blocks.
 * Depends on: {@code api}, the engine's {@code lock} and {@code time}, the
 * protocol's {@code packet} and {@code parser}.
 */
@NullMarked
package dev.parley.server.adapter;

import org.jspecify.annotations.NullMarked;
