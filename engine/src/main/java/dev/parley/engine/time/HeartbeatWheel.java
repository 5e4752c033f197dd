package dev.parley.engine.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeats of all sessions of one strand, in buckets of a second: one timer for all of them, and none created or
 * cancelled per message. It ticks only while it has entries.
 *
 * <p>Precision is one second, except for entries that ask to be exact: those have timers of their own.
 *
 * <p><b>Threads:</b> its strand.
 */
public final class HeartbeatWheel {
    /** Returned by a pulse that is over. */
    public static final long STOP = Long.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatWheel.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long TICK_NANOS = TICK.toNanos();
    private static final int BUCKETS = 64;

    private final Strand strand;
    private final Clock clock;
    private final long origin;
    private final Entry[] buckets = new Entry[BUCKETS];

    /** Entries in the buckets. */
    private int size;

    /** The last tick whose bucket was looked at. */
    private long tick;

    private boolean ticking;

    /** An empty wheel. */
    public HeartbeatWheel(Strand strand, Clock clock) {
        this.strand = strand;
        this.clock = clock;
        this.origin = clock.nanos();
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new Entry(null, false);
        }
    }

    /**
     * Starts a pulse.
     *
     * @param dueNanos when it beats first
     * @param exact whether it must not wait for the next tick
     */
    public Entry start(Pulse pulse, long dueNanos, boolean exact) {
        Entry entry = new Entry(pulse, exact);
        schedule(entry, dueNanos);
        return entry;
    }

    /** Ends a pulse: it beats no more. Any number of times. */
    public void stop(Entry entry) {
        entry.pulse = null;
        if (entry.timer != null) {
            entry.timer.cancel();
            entry.timer = null;
        }
        if (entry.next != null) {
            entry.unlink();
            size--;
        }
    }

    /** How many pulses wait for ticks. */
    public int size() {
        return size;
    }

    private void schedule(Entry entry, long dueNanos) {
        if (entry.exact) {
            long delay = Math.max(0, dueNanos - clock.nanos());
            entry.timer = strand.schedule(Duration.ofNanos(delay), () -> beat(entry));
            return;
        }
        startTicking();
        entry.tick = Math.max(tick + 1, tickOf(dueNanos + TICK_NANOS - 1));
        entry.linkBefore(buckets[(int) (entry.tick % BUCKETS)]);
        size++;
    }

    private void startTicking() {
        if (!ticking) {
            ticking = true;
            tick = tickOf(clock.nanos());
            strand.schedule(TICK, this::tick);
        }
    }

    private long tickOf(long nanos) {
        return (nanos - origin) / TICK_NANOS;
    }

    private void tick() {
        long now = tickOf(clock.nanos());
        long from = Math.max(tick + 1, now - BUCKETS + 1); // after a long sleep once around is enough
        tick = now;
        for (long passed = from; passed <= now; passed++) {
            turn(buckets[(int) (passed % BUCKETS)], now);
        }
        if (size == 0) {
            ticking = false;
        } else {
            strand.schedule(TICK, this::tick);
        }
    }

    /** Beats what is due. A pulse may stop others of the same bucket meanwhile: each is unlinked before the next is looked for. */
    private void turn(Entry bucket, long now) {
        Entry mark = new Entry(null, false);
        mark.linkBefore(bucket);
        Entry entry = bucket.next;
        while (entry != null && entry != mark) {
            entry.unlink();
            if (entry.tick > now) {
                entry.linkBefore(bucket); // behind the mark: its turn of the wheel is yet to come
            } else {
                size--;
                beat(entry);
            }
            entry = bucket.next;
        }
        mark.unlink();
    }

    private void beat(Entry entry) {
        Pulse pulse = entry.pulse;
        entry.timer = null;
        if (pulse == null) {
            return;
        }
        long due = STOP;
        try {
            due = pulse.beat(clock.nanos());
        } catch (RuntimeException failure) {
            LOG.error("a heartbeat failed and stops; others go on", failure);
        }
        if (due != STOP && entry.pulse != null) {
            schedule(entry, due);
        }
    }

    /** What beats. */
    @FunctionalInterface
    public interface Pulse {
        /** Beats, and returns when it wants to next, in nanoseconds of the clock, or {@link #STOP}. */
        long beat(long nowNanos);
    }

    /** One pulse in the wheel. */
    public static final class Entry {
        private final boolean exact;
        private @Nullable Pulse pulse;
        private Strand.@Nullable Timer timer;
        private @Nullable Entry previous;
        private @Nullable Entry next;
        private long tick;

        private Entry(@Nullable Pulse pulse, boolean exact) {
            this.pulse = pulse;
            this.exact = exact;
        }

        /** Bucket heads link to themselves when they are empty. */
        private void linkBefore(Entry head) {
            Entry last = head.previous == null ? head : head.previous;
            previous = last;
            next = head;
            last.next = this;
            head.previous = this;
        }

        private void unlink() {
            if (previous != null && next != null) {
                previous.next = next;
                next.previous = previous;
            }
            previous = null;
            next = null;
        }
    }
}
