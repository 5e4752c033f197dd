package dev.parley.netty.websocket;

import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.netty.loop.RawDeflate;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Frames of a server: unmasked, one per message. Small messages of a batch share one buffer, so that a batch costs one
 * buffer, one entry of Netty's queue and one system call; the bytes of large ones are not copied here.
 *
 * <p>Own code instead of Netty's encoder, which makes a frame, a header buffer and a promise of each message.
 *
 * <p><b>Threads:</b> the loop.
 */
final class FrameWriter {
    /** Larger payloads leave as they are, behind a header of their own. */
    static final int COPIED_BYTES = 16 * 1024;

    /** A buffer takes no more messages from here on. */
    static final int BUFFER_BYTES = 64 * 1024;

    private static final int LONGEST_HEADER = 10;

    private final boolean compresses;
    private final int thresholdBytes;
    private final UnaryOperator<byte[]> deflate;

    FrameWriter(boolean compresses, Compression compression, RawDeflate deflate) {
        this.compresses = compresses;
        this.thresholdBytes = compression.thresholdBytes();
        this.deflate = deflate::deflate;
    }

    /** Writes the batch, and does not flush. */
    void write(List<WireMessage> batch, ChannelHandlerContext ctx) {
        int count = batch.size();
        int next = 0;
        while (next < count) {
            next = writeRun(batch, next, ctx);
        }
    }

    /** Writes as many messages as share a buffer, from {@code first} on; returns the one after the last. */
    private int writeRun(List<WireMessage> batch, int first, ChannelHandlerContext ctx) {
        int end = first;
        int bytes = 0;
        boolean endsLarge = false;
        while (end < batch.size() && bytes < BUFFER_BYTES && !endsLarge) {
            int length = length(batch.get(end++));
            endsLarge = length > COPIED_BYTES;
            bytes += headerLength(length) + (endsLarge ? 0 : length);
        }
        ByteBuf buffer = ctx.alloc().directBuffer(bytes);
        for (int i = first; i < end; i++) {
            append(batch.get(i), buffer);
        }
        ctx.write(buffer, ctx.voidPromise());
        if (endsLarge) {
            writeUncopied(batch.get(end - 1), ctx);
        }
        return end;
    }

    private void append(WireMessage message, ByteBuf buffer) {
        Payload payload = message.payload();
        int opcode = payload instanceof TextPayload ? Opcode.TEXT : Opcode.BINARY;
        if (isDeflated(message)) {
            byte[] deflated = message.deflated(deflate);
            header(buffer, Opcode.FIN | Opcode.RSV1 | opcode, deflated.length);
            if (deflated.length <= COPIED_BYTES) {
                buffer.writeBytes(deflated);
            }
        } else {
            int length = payload.sizeBytes();
            header(buffer, Opcode.FIN | opcode, length);
            if (length <= COPIED_BYTES) {
                buffer.writeBytes(payload.array(), payload.offset(), length);
            }
        }
    }

    private void writeUncopied(WireMessage message, ChannelHandlerContext ctx) {
        Payload payload = message.payload();
        ByteBuf shared = isDeflated(message)
                ? Unpooled.wrappedBuffer(message.deflated(deflate))
                : Unpooled.wrappedBuffer(payload.array(), payload.offset(), payload.sizeBytes());
        ctx.write(shared, ctx.voidPromise());
    }

    private int length(WireMessage message) {
        return isDeflated(message)
                ? message.deflated(deflate).length
                : message.payload().sizeBytes();
    }

    private boolean isDeflated(WireMessage message) {
        return compresses && message.isCompressible() && message.payload().sizeBytes() >= thresholdBytes;
    }

    /** A control frame, of at most 125 bytes. */
    static ByteBuf control(ChannelHandlerContext ctx, int opcode, byte[] data) {
        ByteBuf buffer = ctx.alloc().directBuffer(2 + data.length);
        header(buffer, Opcode.FIN | opcode, data.length);
        return buffer.writeBytes(data);
    }

    private static int headerLength(int length) {
        if (length <= 125) {
            return 2;
        }
        return length <= 0xffff ? 4 : LONGEST_HEADER;
    }

    private static void header(ByteBuf buffer, int first, int length) {
        if (length <= 125) {
            buffer.writeShort(first << 8 | length);
        } else if (length <= 0xffff) {
            buffer.writeInt(first << 24 | 126 << 16 | length);
        } else {
            buffer.writeShort(first << 8 | 127);
            buffer.writeLong(length);
        }
    }
}
