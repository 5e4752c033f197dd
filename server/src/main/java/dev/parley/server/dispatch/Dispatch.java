package dev.parley.server.dispatch;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The choice of threads on which handlers run. Whatever it is, the events of one socket are handled one after another,
 * in the order in which they came.
 */
public final class Dispatch {
    /** Threads of the pool that {@link #auto} makes where there are no virtual threads: enough for a few that block. */
    public static final int DEFAULT_POOL_SIZE =
            Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    private final Supplier<Dispatcher> opener;

    private Dispatch(Supplier<Dispatcher> opener) {
        this.opener = opener;
    }

    /** Virtual threads on Java 21 and later, else a pool of {@link #DEFAULT_POOL_SIZE} threads: the default. */
    public static Dispatch auto() {
        return new Dispatch(Dispatcher::virtualOrPool);
    }

    /** A pool of at most {@code threads} daemon threads for each server, which end when idle for a minute. */
    public static Dispatch pool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("dispatch: pool of " + threads + " threads (expected: at least 1)");
        }
        return new Dispatch(() -> Dispatcher.pool(threads));
    }

    /** An executor of the application, which stays the application's to shut down. */
    public static Dispatch executor(Executor executor) {
        return new Dispatch(() -> Dispatcher.of(executor));
    }

    /**
     * The event loop itself: fastest, and right only for handlers that never block, because one that does holds up every
     * client of its loop.
     */
    public static Dispatch inline() {
        return new Dispatch(Dispatcher::inline);
    }

    /** The threads themselves, for one server. */
    public Dispatcher open() {
        return opener.get();
    }
}
