package dev.parley.engine;

/**
 * How much one client may cost.
 *
 * @param softOutboxBytes bytes queued for a client from which on it is not read from, and not writable
 * @param hardOutboxBytes bytes queued for a client at which its session closes with {@link CloseReason#SLOW_CONSUMER}
 * @param processOutboxBytes bytes queued for all clients together at which the slowest sessions close, one by one
 * @param maxPacketsPerPoll messages in one answer to a poll, unless a single packet has more. Some clients
 *     (python-engineio) refuse longer answers.
 * @param maxFragments fragments of one WebSocket message
 */
public record Limits(
        long softOutboxBytes, long hardOutboxBytes, long processOutboxBytes, int maxPacketsPerPoll, int maxFragments) {
    /** 256 KiB, 8 MiB, a quarter of the heap, 16 messages, 1,024 fragments. */
    public static final Limits DEFAULT =
            new Limits(256 << 10, 8 << 20, Runtime.getRuntime().maxMemory() / 4, 16, 1024);

    /** Checks that all are positive, and the hard limit is not below the soft one. */
    public Limits {
        Check.atLeast("softOutboxBytes", softOutboxBytes, 1);
        Check.atLeast("hardOutboxBytes", hardOutboxBytes, softOutboxBytes);
        Check.atLeast("processOutboxBytes", processOutboxBytes, 1);
        Check.atLeast("maxPacketsPerPoll", maxPacketsPerPoll, 1);
        Check.atLeast("maxFragments", maxFragments, 1);
    }

    /** These, with other limits of one client's outbox. */
    public Limits withOutboxBytes(long soft, long hard) {
        return new Limits(soft, hard, processOutboxBytes, maxPacketsPerPoll, maxFragments);
    }

    /** These, with another limit of all outboxes together. */
    public Limits withProcessOutboxBytes(long bytes) {
        return new Limits(softOutboxBytes, hardOutboxBytes, bytes, maxPacketsPerPoll, maxFragments);
    }

    /** These, with another limit of messages in one answer to a poll. */
    public Limits withMaxPacketsPerPoll(int messages) {
        return new Limits(softOutboxBytes, hardOutboxBytes, processOutboxBytes, messages, maxFragments);
    }

    /** These, with another limit of fragments. */
    public Limits withMaxFragments(int fragments) {
        return new Limits(softOutboxBytes, hardOutboxBytes, processOutboxBytes, maxPacketsPerPoll, fragments);
    }
}
