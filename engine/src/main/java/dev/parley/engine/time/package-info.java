/**
 * Strands and time: where the work of a session runs, and when.
 *
 * <p>State: the queues and timers of strands. Threads: as each type says. Depends on: nothing.
 */
@NullMarked
package dev.parley.engine.time;

import org.jspecify.annotations.NullMarked;
