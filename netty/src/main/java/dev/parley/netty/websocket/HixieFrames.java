package dev.parley.netty.websocket;

import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames of hixie-75 and hixie-76: a zero byte, text, and {@code ff}, a byte that no UTF-8 contains. {@code ff 00} closes.
 *
 * <p>Of frames that tell their length (first byte {@code 80} to {@code ff}) no client of Socket.IO ever sent one but
 * {@code ff 00}; they are a violation, as in the official server, and their lengths are not even read. So are text frames of
 * another kind than zero, text that is not UTF-8, and text over the limit. What was received of a message is kept in an
 * array that grows with what arrived.
 *
 * <p><b>Threads:</b> the loop.
 */
final class HixieFrames implements FrameCodec {
    private static final int TEXT = 0;
    private static final int END = 0xff;
    private static final int FIRST_BYTES = 256;
    private static final byte[] NOTHING = new byte[0];

    /** What comes next. */
    private enum Expect {
        TYPE,
        TEXT,
        END_OF_CLOSE,
        NOTHING
    }

    private final FrameSink sink;
    private final int maxBytes;
    private final boolean hasClosingFrame;
    private final Utf8Check utf8 = new Utf8Check();

    private Expect expect = Expect.TYPE;
    private byte[] bytes = NOTHING;
    private int filled;

    /**
     * Frames of one connection.
     *
     * @param maxBytes of a message
     * @param hasClosingFrame whether a closing frame is sent: by hixie-76, but not by hixie-75
     */
    HixieFrames(FrameSink sink, int maxBytes, boolean hasClosingFrame) {
        this.sink = sink;
        this.maxBytes = maxBytes;
        this.hasClosingFrame = hasClosingFrame;
    }

    @Override
    public void read(ByteBuf in) throws FrameViolation {
        try {
            while (in.isReadable() && expect != Expect.NOTHING) {
                step(in);
            }
        } catch (FrameViolation violation) {
            over();
            throw violation;
        } finally {
            if (expect == Expect.NOTHING) {
                in.skipBytes(in.readableBytes());
            }
        }
    }

    private void step(ByteBuf in) throws FrameViolation {
        switch (expect) {
            case TYPE ->
                expect = switch (in.readUnsignedByte()) {
                    case TEXT -> Expect.TEXT;
                    case END -> Expect.END_OF_CLOSE;
                    default -> throw FrameViolation.protocol("neither a text frame nor the closing one");
                };
            case TEXT -> readText(in);
            case END_OF_CLOSE -> {
                if (in.readByte() != 0) {
                    throw FrameViolation.protocol("closing frame with a length");
                }
                over();
                sink.close(CloseStatus.NONE);
            }
            case NOTHING -> throw new IllegalStateException("read after the end");
        }
    }

    private void over() {
        expect = Expect.NOTHING;
        bytes = NOTHING;
        filled = 0;
    }

    private void readText(ByteBuf in) throws FrameViolation {
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) END);
        int count = end < 0 ? in.readableBytes() : end - in.readerIndex();
        if (count > maxBytes - filled) {
            throw FrameViolation.tooBig("message too large");
        }
        reserve(filled + count, end >= 0);
        in.readBytes(bytes, filled, count);
        if (!utf8.accept(bytes, filled, filled + count) || (end >= 0 && !utf8.end())) {
            throw FrameViolation.invalid("text is not UTF-8");
        }
        filled += count;
        if (end >= 0) {
            in.skipBytes(1);
            expect = Expect.TYPE;
            sink.message(finish());
        }
    }

    private void reserve(int needed, boolean isLast) {
        if (needed > bytes.length) {
            int grown = isLast
                    ? needed
                    : Math.max(needed, (int) Math.min(maxBytes, Math.max(FIRST_BYTES, bytes.length * 2L)));
            bytes = Arrays.copyOf(bytes, grown);
        }
    }

    /** The whole message, in an array of its own length; begins anew. */
    private Payload finish() {
        byte[] whole = filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
        bytes = NOTHING;
        filled = 0;
        return TextPayload.ofUtf8(whole, 0, whole.length);
    }

    @Override
    public ByteBuf frames(List<WireMessage> batch, ChannelHandlerContext ctx) {
        int length = 0;
        for (WireMessage message : batch) {
            length += 2 + message.payload().sizeBytes();
        }
        ByteBuf out = ctx.alloc().directBuffer(length);
        for (WireMessage message : batch) {
            Payload payload = message.payload();
            if (payload instanceof TextPayload) { // binary data is refused before, by the dialects that come this way
                out.writeByte(TEXT);
                out.writeBytes(payload.array(), payload.offset(), payload.sizeBytes());
                out.writeByte(END);
            }
        }
        return out;
    }

    @Override
    public @Nullable ByteBuf closing(ChannelHandlerContext ctx, int code, String reason) {
        return hasClosingFrame ? ctx.alloc().directBuffer(2).writeShort(END << 8) : null;
    }
}
