/**
 * Dispatch: on which threads applications' code runs, in which order, and which handlers there are.
 *
 * <p>State: the mailbox of each socket, guarded by its lock. Threads: any. Depends on: {@code api}, the engine's {@code lock} and
 * {@code time}.
 */
@NullMarked
package dev.parley.server.dispatch;

import org.jspecify.annotations.NullMarked;
