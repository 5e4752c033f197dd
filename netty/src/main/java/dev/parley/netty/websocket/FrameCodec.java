package dev.parley.netty.websocket;

import dev.parley.protocol.frame.WireMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one version of the protocol writes frames, and reads them. Confined to the loop of its connection. */
sealed interface FrameCodec permits HybiFrames, HixieFrames {
    /** Reads all of {@code in}; after a close frame or a violation the rest is skipped. */
    void read(ByteBuf in) throws FrameViolation;

    /** The frames of a batch, in one buffer, which may share its bytes with others. */
    ByteBuf frames(List<WireMessage> batch, ChannelHandlerContext ctx);

    /** The frame that closes, or null if in this version only the end of the connection does. */
    @Nullable ByteBuf closing(ChannelHandlerContext ctx, int code, String reason);
}
