package dev.parley.netty.flash;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports on which nothing but policies is served. Any thread. */
public final class PolicyPorts {
    /** Where Flash players ask first, whatever they were told. */
    public static final int WELL_KNOWN = 843;

    private static final Logger log = LoggerFactory.getLogger(PolicyPorts.class);

    private final FlashPolicy settings;
    private final byte[] answer;
    private final @Nullable String host;
    private final ServerBootstrap bootstrap;
    private final ChannelGroup open;
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * Ports that are not open yet.
     *
     * @param answer the policy
     * @param host the interface to listen on, or null for all
     * @param bootstrap with its groups and kind of channel; the rest is set here
     * @param open gets every channel
     */
    public PolicyPorts(
            FlashPolicy settings, byte[] answer, @Nullable String host, ServerBootstrap bootstrap, ChannelGroup open) {
        this.settings = settings;
        this.answer = answer;
        this.host = host;
        this.bootstrap = bootstrap;
        this.open = open;
        bootstrap.childHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                accept(channel);
            }
        });
    }

    private void accept(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        if (connections.incrementAndGet() > settings.maxConnections()) {
            channel.close();
        } else {
            channel.pipeline().addLast(new PolicyConnection(answer, settings.timeout()));
        }
    }

    /**
     * Listens on the port of the settings, and then on {@code wellKnown}, if the system lets it.
     *
     * @param wellKnown 0 for none
     * @return the address of the first, or why it cannot be had
     */
    public CompletionStage<InetSocketAddress> open(int wellKnown) {
        CompletableFuture<InetSocketAddress> opened = new CompletableFuture<>();
        bind(settings.port()).addListener((ChannelFuture bound) -> {
            if (!bound.isSuccess()) {
                opened.completeExceptionally(bound.cause());
                return;
            }
            open.add(bound.channel());
            InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
            if (wellKnown == 0 || wellKnown == address.getPort()) {
                opened.complete(address);
            } else {
                bind(wellKnown).addListener((ChannelFuture second) -> {
                    tried(second, wellKnown);
                    opened.complete(address);
                });
            }
        });
        return opened;
    }

    private ChannelFuture bind(int port) {
        return host == null ? bootstrap.bind(port) : bootstrap.bind(host, port);
    }

    private void tried(ChannelFuture bound, int port) {
        if (bound.isSuccess()) {
            open.add(bound.channel());
            log.info("serving policies for Flash on port {}, too", port);
        } else {
            log.debug("no policies for Flash on port {}: {}", port, String.valueOf(bound.cause()));
        }
    }
}
