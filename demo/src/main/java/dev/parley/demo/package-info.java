/**
 * A chat that shows the server at work, made with its public API only.
 *
 * <p>State: who is in the chat, and the last messages of each room. Threads: those of handlers, and for upgrades the event
 * loops. Depends on: {@code dev.parley.netty}, {@code dev.parley.legacy}, {@code dev.parley.server},
 * {@code dev.parley.server.api}, {@code dev.parley.protocol.dialect}, {@code dev.parley.protocol.packet}.
 */
@NullMarked
package dev.parley.demo;

import org.jspecify.annotations.NullMarked;
