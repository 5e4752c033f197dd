package dev.parley.protocol.frame;

import dev.parley.protocol.payload.Payload;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One transport message in its final form, possibly shared by thousands of receivers. It remembers its compressed form,
 * so that a broadcast is deflated once.
 *
 * <p><b>Threads:</b> any; two that ask first at the same time may both compute, harmlessly.
 */
public final class WireMessage {
    private final Payload payload;
    private final boolean compressible;
    private volatile byte @Nullable [] deflated;

    /**
     * A message.
     *
     * @param payload the content, framed
     * @param compressible whether a transport that compresses may compress it (the operator {@code compress})
     */
    public WireMessage(Payload payload, boolean compressible) {
        this.payload = payload;
        this.compressible = compressible;
    }

    /** The content, framed. */
    public Payload payload() {
        return payload;
    }

    /** Whether a transport that compresses may compress it. */
    public boolean isCompressible() {
        return compressible;
    }

    /** The raw-deflated content, made by {@code deflate} when first asked for. */
    public byte[] deflated(UnaryOperator<byte[]> deflate) {
        byte[] known = deflated;
        if (known == null) {
            known = deflate.apply(payload.toByteArray());
            deflated = known;
        }
        return known;
    }
}
