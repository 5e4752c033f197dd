package dev.parley.engine.lock;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * An object that is its own lock, in four bytes: for those of which every connection has some. A {@code ReentrantLock} for
 * each costs 48 bytes; one shared by many would let an event loop wait for a thread that has nothing to do with it.
 *
 * <p>Whoever finds it taken spins for a moment, then lets other threads run: so it is for a few instructions that end,
 * and nothing that may wait is called while it is held. Not reentrant.
 *
 * <p><b>Threads:</b> any.
 */
public abstract class TinyLock {
    private static final int SPINS = 64;
    private static final AtomicIntegerFieldUpdater<TinyLock> TAKEN =
            AtomicIntegerFieldUpdater.newUpdater(TinyLock.class, "taken");

    /** 1 or 0. */
    private volatile int taken;

    /** Free. */
    protected TinyLock() {}

    /** Takes it; {@link #unlock} belongs into a {@code finally}. */
    public final void lock() {
        if (!TAKEN.compareAndSet(this, 0, 1)) {
            await();
        }
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // who holds it may have lost its processor, and only the system can give it back
    private void await() {
        for (int i = 1; taken != 0 || !TAKEN.compareAndSet(this, 0, 1); i++) {
            if (i % SPINS == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Gives it back. Only whoever took it. */
    public final void unlock() {
        TAKEN.lazySet(this, 0);
    }
}
