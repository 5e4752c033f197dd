package dev.parley.netty.websocket;

import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.netty.loop.LoopStrand;
import dev.parley.protocol.frame.WireMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;

/** Frames of RFC 6455, and of the drafts 7 to 12 of it. Confined to a loop. */
final class HybiFrames implements FrameCodec {
    private final FrameReader reader;
    private final FrameWriter writer;

    HybiFrames(FrameSink sink, WebSocketTerms terms, boolean compression, LoopStrand loop) {
        reader = new FrameReader(
                sink, new MessageAssembly(terms.maxMessageBytes(), terms.maxFragments(), loop.deflate()), compression);
        writer = new FrameWriter(compression, terms.compression(), loop.deflate(), loop.sharedFrames());
    }

    @Override
    public void read(ByteBuf in) throws FrameViolation {
        reader.read(in);
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
