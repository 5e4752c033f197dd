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
    private final Link[] buckets = new Link[BUCKETS];

    /** Pulses in the buckets. */
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
            buckets[i] = new Link();
        }
    }

    /**
     * Starts a pulse. Once for each.
     *
     * @param dueNanos when it beats first
     * @param exact whether it must not wait for the next tick
     */
    public void start(Pulse pulse, long dueNanos, boolean exact) {
        pulse.exact = exact;
        schedule(pulse, dueNanos);
    }

    /** Ends a pulse: it beats no more. Any number of times. */
    public void stop(Pulse pulse) {
        pulse.stopped = true;
        if (pulse.timer != null) {
            pulse.timer.cancel();
            pulse.timer = null;
        }
        if (pulse.isLinked()) {
            pulse.unlink();
            size--;
        }
    }

    /** How many pulses wait for ticks. */
    public int size() {
        return size;
    }

    private void schedule(Pulse pulse, long dueNanos) {
        if (pulse.exact) {
            long delay = Math.max(0, dueNanos - clock.nanos());
            pulse.timer = strand.schedule(Duration.ofNanos(delay), () -> beat(pulse));
            return;
        }
        startTicking();
        pulse.tick = Math.max(tick + 1, tickOf(dueNanos + TICK_NANOS - 1));
        pulse.linkBefore(buckets[(int) (pulse.tick % BUCKETS)]);
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
    private void turn(Link bucket, long now) {
        Link mark = new Link();
        mark.linkBefore(bucket);
        while (bucket.next instanceof Pulse pulse) {
            pulse.unlink();
            if (pulse.tick > now) {
                pulse.linkBefore(bucket); // behind the mark: its turn of the wheel is yet to come
            } else {
                size--;
                beat(pulse);
            }
        }
        mark.unlink();
    }

    private void beat(Pulse pulse) {
        pulse.timer = null;
        if (pulse.stopped) {
            return;
        }
        long due = STOP;
        try {
            due = pulse.beat(clock.nanos());
        } catch (RuntimeException failure) {
            LOG.error("a heartbeat failed and stops; others go on", failure);
        }
        if (due != STOP && !pulse.stopped) {
            schedule(pulse, due);
        }
    }

    /** What beats: itself its place in the wheel, so that a heartbeat is one object. Belongs to the strand. */
    public abstract static non-sealed class Pulse extends Link {
        private boolean exact;
        private boolean stopped;
        private Strand.@Nullable Timer timer;
        private long tick;

        /** A pulse that was not started. */
        protected Pulse() {}

        /** Beats, and returns when it wants to next, in nanoseconds of the clock, or {@link #STOP}. */
        protected abstract long beat(long nowNanos);
    }

    /** A place in a bucket: a pulse, the head of the bucket, or a mark. */
    private static sealed class Link permits Pulse {
        private @Nullable Link previous;
        private @Nullable Link next;

        boolean isLinked() {
            return next != null;
        }

        /** Bucket heads link to themselves when they are empty. */
        void linkBefore(Link head) {
            Link last = head.previous == null ? head : head.previous;
            previous = last;
            next = head;
            last.next = this;
            head.previous = this;
        }

        void unlink() {
            if (previous != null && next != null) {
                previous.next = next;
                next.previous = previous;
            }
            previous = null;
            next = null;
        }
    }
}
