package dev.parley.engine.queue;

import dev.parley.engine.lock.TinyLock;
import dev.parley.protocol.frame.Outgoing;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one session has to send, in order: a ring that grows to a limit of bytes and is let go when it empties after
 * having grown.
 *
 * <p>Own code, because every outbound packet of every session passes here: no node per packet, bytes counted where they
 * are queued, and the count readable without the lock.
 *
 * <p><b>Threads:</b> any thread offers, seals and reads counts; only the session's strand peeks and takes.
 */
public final class Outbox extends TinyLock {
    /** Counted for each packet besides its bytes, so that empty ones are not free: its place, its object. */
    public static final int OVERHEAD_BYTES = 48;

    private static final int FIRST_CAPACITY = 2;
    private static final int KEPT_CAPACITY = 64;
    private static final Outgoing[] NOTHING = new Outgoing[0];

    private static final AtomicIntegerFieldUpdater<Outbox> SIZE =
            AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "size");

    private static final AtomicLongFieldUpdater<Outbox> BYTES =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "bytes");

    private final long limitBytes;
    private final OutboxBudget budget;

    /** Guarded by the lock; its length is a power of two. */
    private @Nullable Outgoing[] ring = NOTHING;

    /** Guarded by the lock. */
    private int head;

    /** Written under the lock; by {@link #SIZE} where nobody acts on what he reads before the lock is free. */
    private volatile int size;

    /** Written under the lock, by {@link #BYTES}: it need not be seen at once. */
    private volatile long bytes;

    /** Guarded by the lock. */
    private boolean sealed;

    /** Packets and bytes taken and not reported yet; strand. */
    private int takenPackets;

    private long takenBytes;

    /** An empty outbox that takes up to {@code limitBytes}, and counts them in {@code budget} too. */
    public Outbox(long limitBytes, OutboxBudget budget) {
        this.limitBytes = limitBytes;
        this.budget = budget;
    }

    /** Queues a packet, unless the limit is reached already or nothing more is accepted. A single packet may exceed the limit. */
    public Offer offer(Outgoing outgoing) {
        int cost = outgoing.sizeBytes() + OVERHEAD_BYTES;
        lock();
        try {
            if (sealed) {
                return Offer.SEALED;
            }
            long known = bytes;
            if (known >= limitBytes) {
                return Offer.FULL;
            }
            append(outgoing);
            BYTES.lazySet(this, known + cost);
        } finally {
            unlock();
        }
        budget.add(cost);
        return Offer.ACCEPTED;
    }

    /** Puts a packet before all others, even over the limit, unless nothing more is accepted. Strand. */
    public void offerFirst(Outgoing outgoing) {
        int cost = outgoing.sizeBytes() + OVERHEAD_BYTES;
        lock();
        try {
            if (sealed) {
                return;
            }
            int count = size;
            if (count == ring.length) {
                grow();
            }
            head = (head - 1) & (ring.length - 1);
            ring[head] = outgoing;
            size = count + 1;
            BYTES.lazySet(this, bytes + cost);
        } finally {
            unlock();
        }
        budget.add(cost);
    }

    /** The next packet, or null. Strand. */
    public @Nullable Outgoing peek() {
        if (size == 0) {
            return null;
        }
        lock();
        try {
            return size == 0 ? null : ring[head];
        } finally {
            unlock();
        }
    }

    /** Takes the next packet, or null. Strand. */
    public @Nullable Outgoing poll() {
        if (size == 0) {
            return null;
        }
        Outgoing taken;
        lock();
        try {
            taken = removeFirst();
        } finally {
            unlock();
        }
        if (taken != null) {
            int cost = taken.sizeBytes() + OVERHEAD_BYTES;
            takenPackets++;
            takenBytes += cost;
            budget.add(-cost);
        }
        return taken;
    }

    /**
     * Gives packets to {@code taker}, in order, until they have {@code maxBytes} or none is left. However many there are,
     * the lock is taken twice. Strand.
     */
    public void drainTo(Consumer<? super Outgoing> taker, long maxBytes) {
        if (size == 0) {
            return;
        }
        @Nullable Outgoing[] from;
        int first;
        int count;
        lock();
        try {
            from = ring;
            first = head;
            count = size;
        } finally {
            unlock();
        }
        // Whoever offers meanwhile appends behind these, or copies them to a larger ring and leaves this one alone.
        int taken = 0;
        long packetBytes = 0;
        while (taken < count && packetBytes < maxBytes) {
            Outgoing next = from[(first + taken) & (from.length - 1)];
            if (next != null) {
                taker.accept(next);
                packetBytes += next.sizeBytes();
            }
            taken++;
        }
        remove(taken, packetBytes + (long) taken * OVERHEAD_BYTES);
    }

    private void remove(int count, long cost) {
        boolean isThere;
        lock();
        try {
            isThere = size >= count; // else they were dropped meanwhile, and their bytes given back
            if (isThere) {
                for (int i = 0; i < count; i++) {
                    ring[(head + i) & (ring.length - 1)] = null;
                }
                head = (head + count) & (ring.length - 1);
                SIZE.lazySet(this, size - count);
                BYTES.lazySet(this, bytes - cost);
                shrinkIfEmpty();
            }
        } finally {
            unlock();
        }
        takenPackets += count;
        takenBytes += cost;
        if (isThere) {
            budget.add(-cost);
        }
    }

    /** Accepts nothing more; what is queued can still be taken. */
    public void seal() {
        lock();
        try {
            sealed = true;
        } finally {
            unlock();
        }
    }

    /** Accepts nothing more, and drops what is queued. */
    public int drop() {
        int dropped;
        long freed;
        lock();
        try {
            sealed = true;
            dropped = size;
            freed = bytes;
            ring = NOTHING;
            head = 0;
            size = 0;
            BYTES.lazySet(this, 0);
        } finally {
            unlock();
        }
        budget.add(-freed);
        return dropped;
    }

    /** Bytes queued, overhead included. Any thread. */
    public long bytes() {
        return bytes;
    }

    /** Packets queued. Any thread. */
    public int size() {
        return size;
    }

    /** Whether nothing is queued. Any thread. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Tells {@code meter} what was taken since it was told last; returns whether anything was. Strand. */
    public boolean reportTaken(Meter meter) {
        int packets = takenPackets;
        long taken = takenBytes;
        takenPackets = 0;
        takenBytes = 0;
        if (packets > 0) {
            meter.taken(packets, taken);
        }
        return packets > 0;
    }

    private void append(Outgoing outgoing) {
        int count = size;
        if (count == ring.length) {
            grow();
        }
        ring[(head + count) & (ring.length - 1)] = outgoing;
        size = count
                + 1; // seen at once: whoever offers then looks whether the session is in line to be drained already
    }

    private void grow() {
        @Nullable Outgoing[] larger = new Outgoing[Math.max(FIRST_CAPACITY, ring.length * 2)];
        int untilEnd = ring.length - head;
        System.arraycopy(ring, head, larger, 0, untilEnd);
        System.arraycopy(ring, 0, larger, untilEnd, head);
        ring = larger;
        head = 0;
    }

    private @Nullable Outgoing removeFirst() {
        int count = size;
        if (count == 0) {
            return null;
        }
        Outgoing first = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        SIZE.lazySet(this, count - 1);
        BYTES.lazySet(this, bytes - (first == null ? 0 : first.sizeBytes() + OVERHEAD_BYTES));
        shrinkIfEmpty();
        return first;
    }

    private void shrinkIfEmpty() {
        if (size == 0 && ring.length > KEPT_CAPACITY) {
            ring = NOTHING;
            head = 0;
        }
    }

    /** Hears how much was taken. */
    @FunctionalInterface
    public interface Meter {
        /** This many packets, of this many bytes, overhead included. */
        void taken(int packets, long bytes);
    }

    /** What became of an offer. */
    public enum Offer {
        /** It is queued. */
        ACCEPTED,
        /** The limit was reached before. */
        FULL,
        /** Nothing is accepted any more. */
        SEALED
    }
}
