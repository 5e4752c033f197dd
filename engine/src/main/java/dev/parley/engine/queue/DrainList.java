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
 * <p>There are two lines: in one wait those who were sent something of their own, in the other those who got what very
 * many get. Both are drained a slice at a time, in turns: so whoever is told something while a room of fifty thousand is
 * spoken to waits for a slice of it, not for all of it.
 *
 * <p>Own code, lock-free: entries are linked through themselves, so that waking allocates nothing.
 *
 * <p><b>Threads:</b> any thread adds; the strand drains.
 */
public final class DrainList {
    private static final Logger LOG = LoggerFactory.getLogger(DrainList.class);

    /** So many sessions of a line are drained before others get a turn on the strand. */
    private static final int SLICE = 256;

    private final Line few = new Line();
    private final Line many = new Line();
    private final Strand strand;
    private final Runnable drainAll = this::drainAll;

    /** The empty list of {@code strand}. */
    public DrainList(Strand strand) {
        this.strand = strand;
    }

    /** Has {@code entry} drained in the strand's next turn. Nothing happens if it already waits for that. */
    public void add(Entry entry) {
        // Read before writing: with a hundred emits to one session, ninety-nine end here without touching the line.
        while (entry.state < Entry.SOON) {
            if (Entry.STATE.compareAndSet(entry, Entry.OUT, Entry.SOON)) {
                push(few, entry);
            } else if (Entry.STATE.compareAndSet(entry, Entry.AMONG_MANY, Entry.CALLED)) {
                strand.executeUnlessEnded(() -> overtake(entry));
            }
        }
    }

    /** Has {@code entry} drained behind others that got the same; at once if it is {@linkplain #add added} meanwhile. */
    public void addToMany(Entry entry) {
        if (entry.state == Entry.OUT && Entry.STATE.compareAndSet(entry, Entry.OUT, Entry.AMONG_MANY)) {
            push(many, entry);
        }
    }

    private void push(Line line, Entry entry) {
        if (line.push(entry)) {
            strand.executeUnlessEnded(drainAll);
        }
    }

    /** Its place among the many remains, and when that comes there is likely nothing left to send. */
    private static void overtake(Entry entry) {
        Entry.STATE.compareAndSet(entry, Entry.CALLED, Entry.AMONG_MANY);
        entry.drain();
    }

    private void drainAll() {
        boolean isMore = few.drainSlice();
        isMore |= many.drainSlice();
        if (isMore) {
            // Not "execute": an event loop runs what it is given meanwhile before it reads again.
            strand.schedule(Duration.ZERO, drainAll);
        }
    }

    /** Entries in the order in which they came. Any thread pushes, the strand drains. */
    private static final class Line {
        private final AtomicReference<@Nullable Entry> top = new AtomicReference<>();

        /** What the last slice left; strand. */
        private @Nullable Entry rest;

        /** Whether the strand must be woken. */
        boolean push(Entry entry) {
            Entry below;
            do {
                below = top.get();
                entry.below = below;
            } while (!top.compareAndSet(below, entry));
            return below == null;
        }

        /** Whether more is left, and nobody will be woken for it. */
        boolean drainSlice() {
            boolean isContinued = rest != null;
            Entry next = isContinued ? rest : inOrder(top.getAndSet(null));
            for (int i = 0; i < SLICE && next != null; i++) {
                Entry entry = next;
                next = entry.below;
                entry.below = null;
                entry.state = Entry.OUT; // before draining, so that what is queued meanwhile is not forgotten
                entry.drain();
            }
            rest = next;
            // Whoever was added meanwhile woke the strand, but that turn may have gone to the rest.
            return rest != null || (isContinued && top.get() != null);
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
    }

    /** What can be put into the list: the way out of one session. */
    public abstract static class Entry {
        private static final AtomicIntegerFieldUpdater<Entry> STATE =
                AtomicIntegerFieldUpdater.newUpdater(Entry.class, "state");

        /** In no line. */
        private static final int OUT = 0;

        private static final int AMONG_MANY = 1;

        /** In the line of those who were sent something of their own. */
        private static final int SOON = 2;

        /** In the line of the many, and about to overtake it. */
        private static final int CALLED = 3;

        private volatile int state;

        /** The entry under this one; belongs to whoever ended {@link #OUT}, then to the strand. */
        private @Nullable Entry below;

        /** An entry that is in no list. */
        protected Entry() {}

        /** Sends what there is to send, if there is anything. Strand. */
        protected abstract void takeTurn();

        private void drain() {
            try {
                takeTurn();
            } catch (RuntimeException failure) {
                LOG.error("draining failed; other sessions go on", failure);
            }
        }
    }
}
