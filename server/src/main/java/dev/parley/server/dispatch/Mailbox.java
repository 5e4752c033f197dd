package dev.parley.server.dispatch;

import dev.parley.engine.lock.TinyLock;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done for one socket: a queue whose items run one after another on an executor. When it grows past
 * the high-water mark its owner is told to slow the sender down, and told again when it has shrunk to a quarter.
 *
 * <p>An item may hold the queue (see {@link #hold}); items behind it then wait until it is released.
 *
 * <p><b>Threads:</b> any.
 */
public final class Mailbox extends TinyLock implements Runnable {
    /** How many items run before other mailboxes get a turn on the executor's thread. */
    private static final int BATCH = 64;

    private static final AtomicIntegerFieldUpdater<Mailbox> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Mailbox.class, "state");

    /** Nothing runs, nothing waits. */
    private static final int FREE = 0;

    /** A drain is running, or about to; nothing waits. */
    private static final int BUSY = 1;

    /** A drain is running, or about to, and must look into the queue, or at {@link #held}. */
    private static final int MORE = 2;

    /** Nothing runs, because an item holds the queue. */
    private static final int HELD = 3;

    private final Executor executor;
    private final Pressure pressure;

    /** Guarded by the lock; the item that is next. */
    private @Nullable Runnable first;

    /** Guarded by the lock; those behind it, and only while there are some, because most sockets are idle. */
    private @Nullable ArrayDeque<Runnable> others;

    /**
     * Whether items are being run. The way from {@link #FREE} to {@link #BUSY} and back is open to whoever finds nothing
     * waiting, by compare-and-set; all other steps are taken with the lock held as well.
     */
    private volatile int state = FREE;

    /** Guarded by the lock: an item holds the queue. */
    private boolean held;

    /** Guarded by the lock. */
    private boolean pressed;

    /**
     * An empty mailbox.
     *
     * @param pressure is told when too many items wait
     */
    public Mailbox(Executor executor, Pressure pressure) {
        this.executor = executor;
        this.pressure = pressure;
    }

    /** What runs the items. */
    public Executor executor() {
        return executor;
    }

    /** Adds an item. It must not throw. */
    public void offer(Runnable item) {
        boolean start;
        boolean press;
        lock();
        try {
            append(item);
            start = markMore();
            press = !pressed && size() >= pressure.highWater();
            pressed |= press;
        } finally {
            unlock();
        }
        if (press) {
            pressure.begins();
        }
        if (start) {
            start();
        }
    }

    /**
     * Runs an item at once if nothing is before it, else adds it. For a mailbox whose executor is the strand of the caller:
     * its items need no queue then, unless one of them holds the rest.
     */
    public void runOrOffer(Runnable item) {
        if (!enter()) {
            offer(item);
            return;
        }
        item.run();
        run();
    }

    /** Whether nothing runs or waits; what the last item did is then seen by the caller. */
    public boolean isIdle() {
        return state == FREE;
    }

    private boolean enter() {
        return state == FREE && STATE.compareAndSet(this, FREE, BUSY);
    }

    /** Has a drain look into the queue; true if one must be started for that. With the lock. */
    private boolean markMore() {
        while (true) {
            int known = state;
            if (known >= MORE || STATE.compareAndSet(this, known, MORE)) {
                return known == FREE;
            }
        }
    }

    /** Lets the items behind the one that is running wait until {@link #release}. Only for that item itself. */
    public void hold() {
        lock();
        try {
            held = true;
            state = MORE;
        } finally {
            unlock();
        }
    }

    /** Ends {@link #hold}: runs {@code item}, which was held, before everything that waits. */
    public void release(Runnable item) {
        boolean start;
        lock();
        try {
            held = false;
            Runnable second = first;
            first = item;
            if (second != null) {
                others().addFirst(second);
            }
            start = state == HELD;
            state = MORE;
        } finally {
            unlock();
        }
        if (start) {
            start();
        }
    }

    private void start() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException stopped) {
            run(); // the server stops: what is left is the farewell of the socket, and it must not be lost
        }
    }

    /** Runs what waits, in turns. Only the executor calls it, and only when it was asked to. */
    @Override
    public void run() {
        for (int i = 0; i < BATCH; i++) {
            Runnable item = next();
            if (item == null) {
                return;
            }
            item.run();
        }
        start();
    }

    private @Nullable Runnable next() {
        if (state == BUSY && STATE.compareAndSet(this, BUSY, FREE)) {
            return null;
        }
        Runnable item;
        boolean relieve;
        lock();
        try {
            item = held ? null : take();
            state = stateAfter(item);
            relieve = pressed && size() <= pressure.highWater() / 4;
            pressed &= !relieve;
        } finally {
            unlock();
        }
        if (relieve) {
            pressure.ends();
        }
        return item;
    }

    /** What comes after {@code item} was taken. With the lock. */
    private int stateAfter(@Nullable Runnable item) {
        if (item == null) {
            return held ? HELD : FREE;
        }
        return first == null ? BUSY : MORE;
    }

    private void append(Runnable item) {
        if (first == null) {
            first = item;
        } else {
            others().add(item);
        }
    }

    private ArrayDeque<Runnable> others() {
        ArrayDeque<Runnable> known = others;
        if (known == null) {
            known = new ArrayDeque<>();
            others = known;
        }
        return known;
    }

    private @Nullable Runnable take() {
        Runnable taken = first;
        first = others == null ? null : others.poll();
        if (first == null) {
            others = null;
        }
        return taken;
    }

    private int size() {
        return (first == null ? 0 : 1) + (others == null ? 0 : others.size());
    }

    /** Told when a mailbox is too full, and when it no longer is. */
    public interface Pressure {
        /** How many items are too many. Always the same; must not block. */
        int highWater();

        /** Slow the sender down. */
        void begins();

        /** Let the sender go on. */
        void ends();
    }
}
