package dev.parley.netty.flash;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to the policy server: one request, one answer, or the end. On its loop. */
final class PolicyConnection extends ChannelInboundHandlerAdapter {
    private final PolicyRequest request = new PolicyRequest();
    private final byte[] answer;
    private final Duration timeout;
    private boolean isOver;
    private @Nullable Future<?> timer;

    PolicyConnection(byte[] answer, Duration timeout) {
        this.answer = answer;
        this.timeout = timeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = ctx.executor().schedule(() -> ctx.close(), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object input) {
        try {
            if (isOver || !(input instanceof ByteBuf bytes)) {
                return;
            }
            switch (request.read(bytes)) {
                case WHOLE -> {
                    isOver = true;
                    ctx.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
                }
                case BEGUN -> {}
                case OTHER -> {
                    isOver = true;
                    ctx.close();
                }
            }
        } finally {
            ReferenceCountUtil.release(input);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the peer has gone, and nothing was promised to it
    }
}
