package dev.parley.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once a minute, that connections cannot be accepted. Netty's acceptor, before this handler, has stopped accepting
 * for a second, so that lack of descriptors is no busy loop.
 */
final class AcceptErrors extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(AcceptErrors.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private long quietUntil = System.nanoTime();

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        long now = System.nanoTime();
        if (now - quietUntil >= 0) {
            quietUntil = now + QUIET_NANOS;
            log.error(
                    "cannot accept connections, trying again every second: {}; if descriptors ran out, raise the limit"
                            + " of open files (ulimit -n) or set maxConnections",
                    cause.toString());
        }
    }
}
