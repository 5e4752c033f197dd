package dev.parley.netty.websocket;

import dev.parley.netty.loop.RawDeflate;
import dev.parley.netty.loop.RawDeflate.InflateException;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The message being received, from one frame or several. The array grows with what arrived, never with what was only
 * announced. Confined to a loop.
 */
final class MessageAssembly {
    private static final byte[] NOTHING = new byte[0];

    /** From here on fragments must be of this size on average, so that nobody is paid with object headers. */
    private static final int FREE_FRAGMENTS = 64;

    private static final int MEAN_FRAGMENT_BYTES = 16;

    /** How much is allocated at once for bytes that were announced and have not come. */
    private static final int ADVANCE_BYTES = 16 * 1024;

    private final RawDeflate deflate;
    private final Utf8Check utf8 = new Utf8Check();

    private FrameRules rules;
    private byte[] bytes = NOTHING;
    private int filled;
    private int fragments;
    private boolean open;
    private boolean text;
    private boolean compressed;

    MessageAssembly(FrameRules rules, RawDeflate deflate) {
        this.rules = rules;
        this.deflate = deflate;
    }

    /** Serves another connection. Only between messages. */
    void serve(FrameRules other) {
        rules = other;
    }

    /** Whether a message has begun and not ended. */
    boolean isOpen() {
        return open;
    }

    void begin(boolean isText, boolean isCompressed) throws FrameViolation {
        if (open) {
            throw FrameViolation.protocol("new message within a message");
        }
        open = true;
        text = isText;
        compressed = isCompressed;
        fragments = 1;
    }

    void proceed() throws FrameViolation {
        if (!open) {
            throw FrameViolation.protocol("continuation of no message");
        }
        fragments++;
    }

    /** The next frame says that it has {@code more} bytes. */
    void announce(long more) throws FrameViolation {
        int maxBytes = rules.maxMessageBytes();
        // Incompressible data grows a little by compression.
        long limit = compressed ? maxBytes + maxBytes / 1000L + 64 : maxBytes;
        if (more > limit - filled) {
            throw FrameViolation.tooBig("message too large");
        }
        long paid = (filled + more) / MEAN_FRAGMENT_BYTES;
        if (fragments > rules.maxFragments() || fragments > FREE_FRAGMENTS + paid) {
            throw FrameViolation.tooBig("too many fragments");
        }
    }

    /**
     * Takes the next {@code count} of {@code due} bytes.
     *
     * @return the mask for those that follow
     */
    int take(ByteBuf in, int count, int due, int mask) throws FrameViolation {
        reserve(count, due);
        in.readBytes(bytes, filled, count);
        int nextMask = Masking.remove(mask, bytes, filled, count);
        if (text && !compressed && !utf8.accept(bytes, filled, filled + count)) {
            throw FrameViolation.invalid("text is not UTF-8");
        }
        filled += count;
        return nextMask;
    }

    private void reserve(int count, int due) {
        int needed = filled + count;
        if (needed > bytes.length) {
            int likely = filled + Math.min(due, Math.max(count, Math.max(filled, ADVANCE_BYTES)));
            bytes = filled == 0 ? new byte[likely] : Arrays.copyOf(bytes, Math.max(needed, likely));
        }
    }

    /** The whole message; begins anew. */
    Payload finish() throws FrameViolation {
        byte[] whole = bytes;
        int length = filled;
        if (compressed) {
            whole = inflate();
            length = whole.length;
        }
        if (text && !(compressed ? utf8.accept(whole, 0, length) && utf8.end() : utf8.end())) {
            throw FrameViolation.invalid("text is not UTF-8");
        }
        open = false;
        bytes = NOTHING;
        filled = 0;
        return text ? TextPayload.ofUtf8(whole, 0, length) : BinaryPayload.of(whole, 0, length);
    }

    private byte[] inflate() throws FrameViolation {
        try {
            return deflate.inflate(bytes, filled, rules.maxMessageBytes());
        } catch (InflateException refused) {
            throw refused.isTooLarge()
                    ? FrameViolation.tooBig("message too large after inflation")
                    : FrameViolation.invalid("malformed compressed message");
        }
    }
}
