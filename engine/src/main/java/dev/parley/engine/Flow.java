package dev.parley.engine;

import dev.parley.engine.queue.Outbox;
import dev.parley.engine.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * How fast one session may go, both ways: not read from while the application asks so, or while the client reads too
 * slowly itself; writable while little is queued.
 *
 * <p><b>Threads:</b> as each method says; fields without a remark belong to the strand.
 */
final class Flow {
    private static final AtomicIntegerFieldUpdater<Flow> PAUSES =
            AtomicIntegerFieldUpdater.newUpdater(Flow.class, "pauses");

    @SuppressWarnings("rawtypes") // a field updater knows classes, not their parameters
    private static final AtomicReferenceFieldUpdater<Flow, @Nullable CompletableFuture> WAITING =
            AtomicReferenceFieldUpdater.newUpdater(Flow.class, CompletableFuture.class, "waiting");

    private final EngineSession session;
    private final Outbox outbox;
    private final long softBytes;

    /** Pauses that the application asked for. Any thread, by {@link #PAUSES}. */
    private volatile int pauses;

    /** Any thread, by {@link #WAITING}. */
    private volatile @Nullable CompletableFuture<Void> waiting;

    /** Whether the transport is ready to carry; written by the strand, read by any thread. */
    private volatile boolean ready;

    private boolean overSoft;
    private boolean pausedNow;
    private long progressNanos;

    Flow(EngineSession session, Outbox outbox, Limits limits) {
        this.session = session;
        this.outbox = outbox;
        this.softBytes = limits.softOutboxBytes();
    }

    /** Whether a drain would do something: send, or pause. Any thread. */
    boolean wantsDrain() {
        return ready || outbox.bytes() >= softBytes;
    }

    /** Any thread. */
    boolean isWritable() {
        return ready && outbox.bytes() < softBytes;
    }

    /** Any thread. */
    CompletionStage<Void> whenWritable() {
        CompletableFuture<Void> known = waiting;
        while (known == null) {
            WAITING.compareAndSet(this, null, new CompletableFuture<Void>());
            known = waiting;
        }
        CompletionStage<Void> answer = known.minimalCompletionStage();
        if (!session.strand().executeUnlessEnded(this::update)) { // it may be writable already, or over
            release();
        }
        return answer;
    }

    /** Any thread. */
    void pause() {
        if (PAUSES.incrementAndGet(this) == 1) {
            session.strand().run(this::applyPauses);
        }
    }

    /** Any thread. */
    void resume() {
        int left = PAUSES.decrementAndGet(this);
        if (left < 0) {
            PAUSES.incrementAndGet(this);
            throw new IllegalStateException("resumeReads without pauseReads");
        }
        if (left == 0) {
            session.strand().run(this::applyPauses);
        }
    }

    /** Looks again at the transport and the outbox. Strand. */
    void update() {
        Transport transport = session.current();
        boolean nowReady = transport != null && transport.isReady();
        if (ready != nowReady) { // nearly always it is: then nobody's view of it is disturbed
            ready = nowReady;
        }
        long bytes = outbox.bytes();
        if (overSoft ? bytes <= softBytes / 2 : bytes >= softBytes) {
            overSoft = !overSoft;
            applyPauses();
        }
        if (waiting != null && (session.isWritable() || !session.isOpen())) {
            release();
        }
    }

    /** Something was handed to the transport; when, matters only for a client that reads slowly. Strand. */
    void progressed() {
        if (overSoft) {
            progressNanos = session.context().clock().nanos();
        }
    }

    /** Whether the client cannot be blamed for its silence since {@code nanos}: it is not read from, yet it reads. Strand. */
    boolean excusesSilenceSince(long nanos) {
        return pauses > 0 || (overSoft && progressNanos - nanos > 0);
    }

    /** The session has another transport, which is not paused yet. Strand. */
    void moved() {
        pausedNow = false;
        applyPauses();
        update();
    }

    /** Strand. */
    void closed() {
        ready = false;
        release();
    }

    private void release() {
        CompletableFuture<Void> released = waiting;
        if (released != null && WAITING.compareAndSet(this, released, null)) {
            released.complete(null);
        }
    }

    private void applyPauses() {
        boolean pause = overSoft || pauses > 0;
        Transport transport = session.current();
        if (pause == pausedNow || transport == null) {
            return;
        }
        pausedNow = pause;
        if (pause) {
            transport.pauseReads();
        } else {
            transport.resumeReads();
        }
    }
}
