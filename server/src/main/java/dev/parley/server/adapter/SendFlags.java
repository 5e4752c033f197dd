package dev.parley.server.adapter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How something is to be sent. Immutable.
 *
 * @param local only to sockets of this node
 * @param droppable may be dropped for clients that are not ready
 * @param compress transports that compress may compress it
 * @param timeout how long to wait for answers, or null for the default
 */
public record SendFlags(
        boolean local,
        boolean droppable,
        boolean compress,
        @Nullable Duration timeout) {
    /** To all nodes, not to be dropped, compressed where possible. */
    public static final SendFlags DEFAULT = new SendFlags(false, false, true, null);

    /** These flags, for this node only. */
    public SendFlags asLocal() {
        return new SendFlags(true, droppable, compress, timeout);
    }

    /** These flags, droppable. */
    public SendFlags asDroppable() {
        return new SendFlags(local, true, compress, timeout);
    }

    /** These flags with another choice of compression. */
    public SendFlags withCompress(boolean compress) {
        return new SendFlags(local, droppable, compress, timeout);
    }

    /** These flags with a time to wait for answers. */
    public SendFlags withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: positive)");
        }
        return new SendFlags(local, droppable, compress, timeout);
    }
}
