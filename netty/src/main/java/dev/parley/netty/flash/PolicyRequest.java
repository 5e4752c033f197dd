package dev.parley.netty.flash;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * The request of a Flash player, as far as it has come: nothing is kept of it but how many bytes it has. Confined to a loop.
 */
final class PolicyRequest {
    private static final byte[] WHOLE = "<policy-file-request/>\0".getBytes(StandardCharsets.US_ASCII);

    private int matched;

    /** What has come so far. */
    enum Verdict {
        WHOLE,
        BEGUN,
        OTHER
    }

    /** Reads on; of {@code in}, only bytes that belong to the request are taken. */
    Verdict read(ByteBuf in) {
        while (in.isReadable() && matched < WHOLE.length) {
            if (in.getByte(in.readerIndex()) != WHOLE[matched]) {
                return Verdict.OTHER;
            }
            in.skipBytes(1);
            matched++;
        }
        return matched == WHOLE.length ? Verdict.WHOLE : Verdict.BEGUN;
    }

    /** How many bytes were taken. */
    int length() {
        return matched;
    }

    /** The first so many bytes of any request. */
    static ByteBuf first(int count) {
        return Unpooled.copiedBuffer(WHOLE, 0, count);
    }
}
