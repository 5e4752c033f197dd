package dev.parley.server.api;

import java.util.concurrent.Executor;

/**
 * The choice of threads on which handlers run. Whatever it is, the events of one socket are handled one after another,
 * in the order in which they came.
 */
public sealed interface Dispatch {
    /** Threads of the pool that {@link #auto} makes where there are no virtual threads: enough for a few that block. */
    int DEFAULT_POOL_SIZE = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** Virtual threads on Java 21 and later, else a pool of {@link #DEFAULT_POOL_SIZE} threads: the default. */
    static Dispatch auto() {
        return new Auto();
    }

    /** A pool of at most {@code threads} daemon threads, which end when idle for a minute. */
    static Dispatch pool(int threads) {
        return new Pool(threads);
    }

    /** An executor of the application, which stays the application's to shut down. */
    static Dispatch executor(Executor executor) {
        return new On(executor);
    }

    /**
     * The event loop itself: fastest, and right only for handlers that never block, because one that does holds up every
     * client of its loop. A handler that holds it for more than 100 ms is named in the log.
     */
    static Dispatch inline() {
        return new Inline();
    }

    /** See {@link #auto}. */
    record Auto() implements Dispatch {}

    /**
     * See {@link #pool}.
     *
     * @param threads how many at most
     */
    record Pool(int threads) implements Dispatch {
        /** Checks the number. */
        public Pool {
            if (threads < 1) {
                throw new IllegalArgumentException("dispatch: pool of " + threads + " threads (expected: at least 1)");
            }
        }
    }

    /**
     * See {@link #executor}.
     *
     * @param executor the application's
     */
    record On(Executor executor) implements Dispatch {}

    /** See {@link #inline}. */
    record Inline() implements Dispatch {}
}
