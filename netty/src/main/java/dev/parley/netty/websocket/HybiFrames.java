package dev.parley.netty.websocket;

import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.netty.loop.LoopStrand;
import dev.parley.protocol.frame.WireMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of RFC 6455, and of the drafts 7 to 12 of it. Confined to a loop. */
final class HybiFrames implements FrameCodec {
    private final FrameSink sink;
    private final LoopFrames shared;
    private final FrameWriter writer;

    /** Lent by the loop while something is read; ours only while a frame or a message is incomplete, and at the end. */
    private @Nullable FrameReader reader;

    HybiFrames(FrameSink sink, WebSocketTerms terms, boolean compression, LoopStrand loop) {
        FrameRules rules = new FrameRules(
                terms.maxMessageBytes(),
                terms.maxFragments(),
                compression,
                terms.compression().thresholdBytes());
        this.sink = sink;
        this.shared = LoopFrames.of(loop);
        this.writer = shared.writer(rules);
    }

    @Override
    public void read(ByteBuf in) throws FrameViolation {
        FrameReader lent = reader;
        if (lent == null) {
            lent = shared.lend(sink, writer.rules());
            reader = lent;
        }
        lent.read(in);
        if (lent.isAtRest()) {
            reader = null;
            shared.giveBack(lent);
        }
    }

    @Override
    public ByteBuf frames(List<WireMessage> batch, ChannelHandlerContext ctx) {
        return writer.frames(batch, ctx);
    }

    @Override
    public ByteBuf closing(ChannelHandlerContext ctx, int code, String reason) {
        return FrameWriter.control(ctx, Opcode.CLOSE, CloseStatus.encode(code, reason));
    }
}
