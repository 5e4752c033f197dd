/**
 * What waits to be sent: the outbox of each session, the list of sessions that a strand must drain, and the budget of the
 * process.
 *
 * <p>State: queued packets and their bytes. Threads: any puts in, the session's strand takes out. Depends on:
 * {@code lock}, {@code time}, and the protocol's {@code frame}.
 */
@NullMarked
package dev.parley.engine.queue;

import org.jspecify.annotations.NullMarked;
