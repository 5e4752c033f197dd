package dev.parley.netty;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.netty.flash.InlinePolicy;
import dev.parley.netty.flash.PolicyText;
import dev.parley.netty.http.RequestHandler;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.netty.loop.LoopStrandGroup;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes an accepted connection one of HTTP, and counts it. On the loop of the connection. */
final class ConnectionSetup extends ChannelInitializer<Channel> {
    private final LoopStrandGroup strands;
    private final HttpLimits limits;
    private final Consumer<HttpExchange> router;
    private final @Nullable TlsContext tls;
    private final int maxConnections;
    private final @Nullable PolicyText flashPolicy;
    private final ChannelGroup open;
    private final AtomicInteger connections = new AtomicInteger();

    ConnectionSetup(
            LoopStrandGroup strands,
            HttpLimits limits,
            Consumer<HttpExchange> router,
            @Nullable TlsContext tls,
            int maxConnections,
            @Nullable PolicyText flashPolicy,
            ChannelGroup open) {
        this.strands = strands;
        this.limits = limits;
        this.router = router;
        this.tls = tls;
        this.maxConnections = maxConnections;
        this.flashPolicy = flashPolicy;
        this.open = open;
    }

    @Override
    protected void initChannel(Channel channel) {
        open.add(channel);
        if (maxConnections < Integer.MAX_VALUE) {
            channel.closeFuture().addListener(closed -> connections.decrementAndGet());
            if (connections.incrementAndGet() > maxConnections) {
                channel.close();
                return;
            }
        }
        if (flashPolicy != null) {
            channel.pipeline().addLast(new InlinePolicy(flashPolicy));
        }
        if (tls != null) {
            SslHandler encryption = tls.newHandler(channel.alloc());
            channel.pipeline().addLast(encryption);
        }
        RequestHandler.addTo(channel.pipeline(), strands.of(channel.eventLoop()), limits, router, tls != null);
    }
}
