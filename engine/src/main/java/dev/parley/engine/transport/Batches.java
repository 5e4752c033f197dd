package dev.parley.engine.transport;

import dev.parley.protocol.frame.WireMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list in which a transport hands messages to its carrier: lent to one transport of a strand after the other, so that
 * sending allocates nothing and a transport that is idle keeps nothing.
 *
 * <p><b>Threads:</b> one strand.
 */
public final class Batches {
    /** A longer list is not kept. */
    private static final int KEPT_SIZE = 256;

    private @Nullable List<WireMessage> spare;

    /** An empty list, until {@link #giveBack}. */
    List<WireMessage> take() {
        List<WireMessage> taken = spare;
        spare = null;
        return taken == null ? new ArrayList<>() : taken;
    }

    /** Takes a list back that nobody looks at any more. */
    void giveBack(List<WireMessage> batch) {
        if (batch.size() <= KEPT_SIZE) {
            batch.clear();
            spare = batch;
        }
    }
}
