package dev.parley.server.core;

import dev.parley.engine.lock.TinyLock;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.packet.Args;
import dev.parley.server.api.AckException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The answers that one socket still owes. Each is given once: by the client, by the clock, or by the end of the socket.
 * Stages complete on the dispatcher, but never behind the socket's own handlers, so that a handler may wait for one.
 *
 * <p><b>Threads:</b> any.
 */
final class AckTable extends TinyLock {
    private final int limit;
    private final Strand strand;
    private final Executor executor;

    /** Guarded by the lock; made with the first, because every socket that leaves has a table. */
    private @Nullable Map<Long, Pending> pending;

    /** Guarded by the lock. */
    private boolean closed;

    AckTable(int limit, Strand strand, Executor executor) {
        this.limit = limit;
        this.strand = strand;
        this.executor = executor;
    }

    /** Expects the answer {@code id}, at most for {@code timeout} if there is one. */
    CompletableFuture<Args> expect(long id, @Nullable Duration timeout) {
        CompletableFuture<Args> answer = new CompletableFuture<>();
        Pending entry = new Pending(answer);
        AckException.Cause refusal = add(id, entry);
        if (refusal != null) {
            answer.completeExceptionally(new AckException(refusal));
        } else if (timeout != null) {
            limit(entry, id, timeout);
        }
        return answer;
    }

    private void limit(Pending entry, long id, Duration timeout) {
        try {
            entry.timer = strand.schedule(timeout, () -> fail(id, AckException.Cause.TIMEOUT));
        } catch (RejectedExecutionException stopped) {
            fail(id, AckException.Cause.DISCONNECTED);
            return;
        }
        if (entry.answer.isDone()) {
            entry.cancelTimer(); // answered while the timer was being made
        }
    }

    private AckException.@Nullable Cause add(long id, Pending entry) {
        lock();
        try {
            if (closed) {
                return AckException.Cause.DISCONNECTED;
            }
            Map<Long, Pending> known = pending;
            if (known == null) {
                known = new HashMap<>(4);
                pending = known;
            }
            if (known.size() >= limit) {
                return AckException.Cause.TOO_MANY_PENDING;
            }
            known.put(id, entry);
            return null;
        } finally {
            unlock();
        }
    }

    /** The answer came; false if nobody waits for it. */
    boolean complete(long id, Args args) {
        Pending entry = take(id);
        if (entry == null) {
            return false;
        }
        entry.cancelTimer();
        later(() -> entry.answer.complete(args));
        return true;
    }

    /** The answer will not come. */
    void fail(long id, AckException.Cause cause) {
        Pending entry = take(id);
        if (entry != null) {
            entry.cancelTimer();
            later(() -> entry.answer.completeExceptionally(new AckException(cause)));
        }
    }

    private @Nullable Pending take(long id) {
        lock();
        try {
            return pending == null ? null : pending.remove(id);
        } finally {
            unlock();
        }
    }

    /** The socket has gone: nothing more will come. */
    void close() {
        Map<Long, Pending> left;
        lock();
        try {
            closed = true;
            left = pending == null ? Map.of() : pending;
            pending = null;
        } finally {
            unlock();
        }
        for (Pending entry : left.values()) {
            entry.cancelTimer();
            later(() -> entry.answer.completeExceptionally(new AckException(AckException.Cause.DISCONNECTED)));
        }
    }

    private void later(Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException stopped) {
            completion.run(); // the dispatcher has ended; whoever still waits must not wait for ever
        }
    }

    private static final class Pending {
        final CompletableFuture<Args> answer;

        /** Written once, after the entry is in the table; who misses it there finds the answer done instead. */
        volatile Strand.@Nullable Timer timer;

        Pending(CompletableFuture<Args> answer) {
            this.answer = answer;
        }

        void cancelTimer() {
            Strand.Timer known = timer;
            if (known != null) {
                known.cancel();
            }
        }
    }
}
