package dev.parley.netty.flash;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/**
 * Looks at the first bytes of a connection to the server itself. A policy request is answered, and the connection ends;
 * everything else goes on as it came, and this handler with the first byte that differs. It goes before TLS, which Flash does
 * not use to ask. The limits of time are those of the handlers behind.
 *
 * <p><b>Threads:</b> the loop.
 */
public final class InlinePolicy extends ChannelInboundHandlerAdapter {
    private final PolicyText text;
    private final PolicyRequest request = new PolicyRequest();
    private boolean isOver;

    /** For one connection. */
    public InlinePolicy(PolicyText text) {
        this.text = text;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object input) {
        if (!(input instanceof ByteBuf bytes) || isOver) {
            ReferenceCountUtil.release(input);
            return;
        }
        int start = bytes.readerIndex();
        int before = request.length();
        switch (request.read(bytes)) {
            case WHOLE -> {
                bytes.release();
                answer(ctx);
            }
            case BEGUN -> bytes.release();
            case OTHER -> {
                bytes.readerIndex(start);
                ctx.pipeline().remove(this);
                if (before > 0) {
                    ctx.fireChannelRead(PolicyRequest.first(before));
                }
                ctx.fireChannelRead(bytes);
            }
        }
    }

    private void answer(ChannelHandlerContext ctx) {
        isOver = true;
        int port = ctx.channel().localAddress() instanceof InetSocketAddress own ? own.getPort() : 0;
        ctx.writeAndFlush(Unpooled.wrappedBuffer(text.answer(port))).addListener(ChannelFutureListener.CLOSE);
    }
}
