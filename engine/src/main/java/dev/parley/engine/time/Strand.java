package dev.parley.engine.time;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A serial executor on which sessions live: an event loop, or a queue in front of a pool. What runs on one strand never
 * runs at the same time as other work of that strand, and sees all its effects.
 */
public interface Strand extends Executor {
    /**
     * Runs {@code task} later on this strand, after everything given before. Any thread.
     *
     * @throws RejectedExecutionException if this strand has ended, because its server stopped
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs {@code task} later on this strand, or never if this strand has ended. For what then has no meaning any more:
     * an application that speaks to sessions of a server that stopped meanwhile must not be hurt by it. Any thread.
     *
     * @return false if this strand has ended
     */
    default boolean executeUnlessEnded(Runnable task) {
        try {
            execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    /** Whether the caller runs on this strand. */
    boolean isCurrent();

    /**
     * Runs {@code task} on this strand when {@code delay} has passed, unless the timer is cancelled. Any thread.
     *
     * @throws RejectedExecutionException if this strand has ended
     */
    Timer schedule(Duration delay, Runnable task);

    /** Runs {@code task} now if the caller is on this strand, else later, or never if this strand has ended. Any thread. */
    default void run(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            executeUnlessEnded(task);
        }
    }

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task, if it has not begun. Any thread, any number of times. */
        void cancel();
    }
}
