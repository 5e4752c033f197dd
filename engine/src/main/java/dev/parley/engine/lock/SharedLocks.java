package dev.parley.engine.lock;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few locks that very many objects of one kind share: each asks for one when it is made, and keeps it. A lock of its
 * own costs an object 48 bytes, and an idle connection would have five.
 *
 * <p>Two objects may have the same lock. So it is for leaves only: whoever holds a lock of a group takes no other lock of
 * the same group, and calls nothing that might.
 *
 * <p><b>Threads:</b> any.
 */
public final class SharedLocks {
    /** Many more than processors, so that two rarely want the same at once. */
    private static final int COUNT = 128;

    private final ReentrantLock[] locks = new ReentrantLock[COUNT];
    private final AtomicInteger turn = new AtomicInteger();

    /** A group of locks, for one kind of objects. */
    public SharedLocks() {
        for (int i = 0; i < COUNT; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** The lock for the next object. */
    public ReentrantLock next() {
        return locks[turn.getAndIncrement() & (COUNT - 1)];
    }
}
