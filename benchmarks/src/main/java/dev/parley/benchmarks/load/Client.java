package dev.parley.benchmarks.load;

/** A connected client, whatever carries its messages. On the loop. */
interface Client {
    /** Queues message {@code number}; it leaves with {@link #flush}, or when what is being read has been read. */
    void queue(Template message, long number);

    void flush();

    /** Says good-bye as the protocol wants it. */
    void leave();

    /** Ends at once. */
    void abort();

    /** Fails the benchmark, unless this client is leaving. */
    void unexpected(String what);
}
