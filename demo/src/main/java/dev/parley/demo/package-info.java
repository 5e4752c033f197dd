/**
 * A chat that shows the server at work, made with its public API only.
 *
 * <p>State: who is in the chat. Threads: those of handlers. Depends on: {@code dev.parley.netty}.
 */
@NullMarked
package dev.parley.demo;

import org.jspecify.annotations.NullMarked;
