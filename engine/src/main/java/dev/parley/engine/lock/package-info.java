/**
 * Locks for objects of which there are very many.
 *
 * <p>State: the locks. Threads: any. Depends on: nothing.
 */
@NullMarked
package dev.parley.engine.lock;

import org.jspecify.annotations.NullMarked;
