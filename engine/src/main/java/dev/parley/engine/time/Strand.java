package dev.parley.engine.time;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * A serial executor on which sessions live: an event loop, or a queue in front of a pool. What runs on one strand never
 * runs at the same time as other work of that strand, and sees all its effects.
 */
public interface Strand extends Executor {
    /** Runs {@code task} later on this strand, after everything given before. Any thread. */
    @Override
    void execute(Runnable task);

    /** Whether the caller runs on this strand. */
    boolean isCurrent();

    /** Runs {@code task} on this strand when {@code delay} has passed, unless the timer is cancelled. Any thread. */
    Timer schedule(Duration delay, Runnable task);

    /** Runs {@code task} now if the caller is on this strand, else later. */
    default void run(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task, if it has not begun. Any thread, any number of times. */
        void cancel();
    }
}
