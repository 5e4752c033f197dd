package dev.parley.engine.queue;

import dev.parley.engine.time.Strand;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one strand that have something to send. However many threads queue however much, the strand is woken
 * once, and each session is drained once.
 *
 * <p>Own code, lock-free: entries are linked through themselves, so that waking allocates nothing.
 *
 * <p><b>Threads:</b> any thread adds; the strand drains.
 */
public final class DrainList {
    private static final Logger LOG = LoggerFactory.getLogger(DrainList.class);

    private final AtomicReference<@Nullable Entry> top = new AtomicReference<>();
    /** So many sessions are drained before others get a turn on the strand: a large broadcast delays nobody by all of it. */
    private static final int SLICE = 256;

    private final Strand strand;
    private final Runnable drainAll = this::drainAll;

    /** What the last slice left; strand. */
    private @Nullable Entry rest;

    /** The empty list of {@code strand}. */
    public DrainList(Strand strand) {
        this.strand = strand;
    }

    /** Has {@code entry} drained in the strand's next turn. Nothing happens if it already waits for that. */
    public void add(Entry entry) {
        // Read before writing: with a hundred emits to one session, ninety-nine end here without touching the line.
        if (entry.queued != 0 || !Entry.QUEUED.compareAndSet(entry, 0, 1)) {
            return;
        }
        Entry below;
        do {
            below = top.get();
            entry.below = below;
        } while (!top.compareAndSet(below, entry));
        if (below == null) {
            strand.execute(drainAll);
        }
    }

    private void drainAll() {
        boolean isContinued = rest != null;
        Entry next = isContinued ? rest : inOrder(top.getAndSet(null));
        for (int i = 0; i < SLICE && next != null; i++) {
            Entry entry = next;
            next = entry.below;
            entry.below = null;
            entry.queued = 0; // before draining, so that what is queued meanwhile is not forgotten
            try {
                entry.takeTurn();
            } catch (RuntimeException failure) {
                LOG.error("draining failed; other sessions go on", failure);
            }
        }
        rest = next;
        // Whoever was added meanwhile woke the strand, but that turn may have gone to the rest.
        if (rest != null || (isContinued && top.get() != null)) {
            // Not "execute": an event loop runs what it is given meanwhile before it reads again.
            strand.schedule(Duration.ZERO, drainAll);
        }
    }

    private static @Nullable Entry inOrder(@Nullable Entry last) {
        Entry first = null;
        while (last != null) {
            Entry below = last.below;
            last.below = first;
            first = last;
            last = below;
        }
        return first;
    }

    /** What can be put into the list: the way out of one session. */
    public abstract static class Entry {
        private static final AtomicIntegerFieldUpdater<Entry> QUEUED =
                AtomicIntegerFieldUpdater.newUpdater(Entry.class, "queued");

        /** Whether it is in the list: 1 or 0. */
        private volatile int queued;

        /** The entry under this one; belongs to whoever set {@link #queued}, then to the strand. */
        private @Nullable Entry below;

        /** An entry that is in no list. */
        protected Entry() {}

        /** Sends what there is to send. Strand. */
        protected abstract void takeTurn();
    }
}
