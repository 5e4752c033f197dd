package dev.parley.server.adapter;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs deliveries in the order of their tickets, one after another, whatever thread hands them in. Between taking a
 * ticket and handing in the delivery its owner may encode, without holding anybody else's lock. Every ticket must be
 * handed in.
 *
 * <p><b>Threads:</b> any. The thread that hands in the delivery whose turn it is runs it, and all that follow.
 */
final class Sequencer {
    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}: deliveries whose turn has not come. */
    private final Map<Long, Runnable> early = new HashMap<>();

    /** Guarded by {@link #lock}. */
    private long nextTicket = 1;

    /** Guarded by {@link #lock}. */
    private long turn = 1;

    /** Guarded by {@link #lock}: somebody is running deliveries. */
    private boolean busy;

    long ticket() {
        lock.lock();
        try {
            return nextTicket++;
        } finally {
            lock.unlock();
        }
    }

    void hand(long ticket, Runnable delivery) {
        lock.lock();
        try {
            early.put(ticket, delivery);
            if (busy) {
                return;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        for (Runnable next = take(); next != null; next = take()) {
            run(next);
        }
    }

    private static void run(Runnable delivery) {
        try {
            delivery.run();
        } catch (RuntimeException e) {
            log.error("a delivery failed", e); // whoever handed it in may be another thread; the others must go on
        }
    }

    private @Nullable Runnable take() {
        lock.lock();
        try {
            Runnable next = early.remove(turn);
            if (next == null) {
                busy = false;
            } else {
                turn++;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
