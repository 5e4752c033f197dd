package dev.parley.protocol.frame;

import java.util.Collections;
import java.util.List;

/**
 * Something that a session sends as one piece: nothing else gets between its messages.
 *
 * <p><b>Threads:</b> any; implementations are immutable but for caches.
 */
public interface Outgoing {
    /** The transport messages, in order, in the form that {@code framing} gives them. Do not change the array. */
    WireMessage[] wire(Framing framing);

    /** Adds what {@link #wire} gives to {@code batch}. */
    default void addTo(List<WireMessage> batch, Framing framing) {
        Collections.addAll(batch, wire(framing));
    }

    /** About how many bytes it holds, for the accounting of queues. */
    int sizeBytes();
}
