package dev.parley.netty.websocket;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * At most one pong waits to leave; of pings that come meanwhile the latest is answered (RFC 6455, section 5.5.3), so that
 * a flood of pings to a peer that does not read costs nothing. Confined to a loop.
 */
final class PongSlot {
    private boolean isBusy;
    private boolean needsFlush;
    private byte @Nullable [] latest;

    void answer(ChannelHandlerContext ctx, byte[] data) {
        if (isBusy) {
            flush(ctx);
        }
        if (isBusy) {
            latest = data;
            return;
        }
        isBusy = true;
        needsFlush = true;
        ctx.write(FrameWriter.control(ctx, Opcode.PONG, data)).addListener(left -> {
            isBusy = false;
            byte[] next = latest;
            latest = null;
            if (next != null && left.isSuccess()) {
                answer(ctx, next);
                flush(ctx);
            }
        });
    }

    /** Once for all that was read. */
    void flush(ChannelHandlerContext ctx) {
        if (needsFlush) {
            needsFlush = false;
            ctx.flush();
        }
    }
}
