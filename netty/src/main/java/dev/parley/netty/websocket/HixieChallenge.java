package dev.parley.netty.websocket;

import dev.parley.engine.time.Strand;
import dev.parley.netty.loop.LoopStrand;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a handshake of hixie-76: waits for eight bytes, proves that the keys were understood, and gives way to
 * the WebSocket. The head was answered before, since there are proxies that hold the bytes back until they have seen it.
 *
 * <p><b>Threads:</b> the loop.
 */
final class HixieChallenge extends ChannelInboundHandlerAdapter {
    private static final int BYTES = 8;

    private final LoopStrand loop;
    private final WebSocketVersion.Hixie76 keys;
    private final NettyWebSocket socket;
    private final Duration patience;
    private final byte[] challenge = new byte[BYTES];
    private int filled;
    private Strand.@Nullable Timer timer;

    HixieChallenge(LoopStrand loop, WebSocketVersion.Hixie76 keys, NettyWebSocket socket, Duration patience) {
        this.loop = loop;
        this.keys = keys;
        this.socket = socket;
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = loop.schedule(patience, ctx::close);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object input) {
        if (!(input instanceof ByteBuf bytes) || filled == BYTES) {
            ctx.fireChannelRead(input);
            return;
        }
        int count = Math.min(BYTES - filled, bytes.readableBytes());
        bytes.readBytes(challenge, filled, count);
        filled += count;
        if (filled < BYTES) {
            ReferenceCountUtil.release(input);
            return;
        }
        ctx.writeAndFlush(Unpooled.wrappedBuffer(HixieHandshake.proof(keys, challenge)), ctx.voidPromise());
        socket.open(ctx);
        ctx.fireChannelRead(bytes); // frames that came with the challenge
        ctx.pipeline().remove(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        socket.refused("the eight bytes of the handshake did not come");
        handlerRemoved(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
