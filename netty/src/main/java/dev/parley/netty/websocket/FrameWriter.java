package dev.parley.netty.websocket;

import dev.parley.netty.loop.RawDeflate;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Frames of a server: unmasked, one per message. A batch is one buffer, one entry of Netty's queue and one system call; a
 * broadcast is one buffer for all who get the same.
 *
 * <p>Own code instead of Netty's encoder, which makes a frame, a header buffer and a promise of each message.
 *
 * <p>Knows no connection: one serves all that agreed upon the same. <b>Threads:</b> the loop.
 */
final class FrameWriter {
    private final FrameRules rules;
    private final UnaryOperator<byte[]> deflate;
    private final SharedFrames shared;

    FrameWriter(FrameRules rules, RawDeflate deflate, SharedFrames shared) {
        this.rules = rules;
        this.deflate = deflate::deflate;
        this.shared = shared;
    }

    FrameRules rules() {
        return rules;
    }

    /** The frames of a batch. */
    ByteBuf frames(List<WireMessage> batch, ChannelHandlerContext ctx) {
        ByteBuf known = shared.find(batch, rules.compresses());
        return known != null ? known : shared.share(encode(batch, ctx));
    }

    /** Indexes instead of iterators: this runs for each delivery. */
    private ByteBuf encode(List<WireMessage> batch, ChannelHandlerContext ctx) {
        int bytes = 0;
        for (int i = 0; i < batch.size(); i++) {
            int length = length(batch.get(i));
            bytes = Math.addExact(bytes, headerLength(length) + length);
        }
        // No room for more: whoever gathers small writes, as TLS does, must not append to what others send, too.
        ByteBuf buffer = ctx.alloc().directBuffer(bytes, bytes);
        for (int i = 0; i < batch.size(); i++) {
            append(batch.get(i), buffer);
        }
        return buffer;
    }

    private void append(WireMessage message, ByteBuf buffer) {
        Payload payload = message.payload();
        int opcode = payload instanceof TextPayload ? Opcode.TEXT : Opcode.BINARY;
        if (isDeflated(message)) {
            byte[] deflated = message.deflated(deflate);
            header(buffer, Opcode.FIN | Opcode.RSV1 | opcode, deflated.length);
            buffer.writeBytes(deflated);
        } else {
            int length = payload.sizeBytes();
            header(buffer, Opcode.FIN | opcode, length);
            buffer.writeBytes(payload.array(), payload.offset(), length);
        }
    }

    private int length(WireMessage message) {
        return isDeflated(message)
                ? message.deflated(deflate).length
                : message.payload().sizeBytes();
    }

    private boolean isDeflated(WireMessage message) {
        return rules.compresses()
                && message.isCompressible()
                && message.payload().sizeBytes() >= rules.thresholdBytes();
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
        return length <= 0xffff ? 4 : 10;
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
