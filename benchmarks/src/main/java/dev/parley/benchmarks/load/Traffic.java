package dev.parley.benchmarks.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Something that keeps a server busy, on connections that stay open between rounds. On the loop, but for {@link #close}. */
public interface Traffic {
    /** Begins to send. */
    void begin();

    /** Begins nothing new. */
    void end();

    /** Whether everything that was sent has been answered. */
    boolean isQuiet();

    /** How many messages were answered, or delivered, since the connections were made. */
    long completed();

    /** Nanoseconds from when messages were due to when they were answered, in this round; null if nobody looked. */
    default @Nullable Histogram latencies() {
        return null;
    }

    /** Nanoseconds from when messages were due to when the load sent them, in this round; null if nobody looked. */
    default @Nullable Histogram lateness() {
        return null;
    }

    /** Closes the connections and waits for it. Not on the loop. */
    void close() throws WrongAnswerException, InterruptedException;
}
