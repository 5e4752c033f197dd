package dev.parley.benchmarks.limit;

import dev.parley.benchmarks.host.Hosted;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;

/** Listens. */
public final class LimitServer {
    private LimitServer() {}

    /** Arguments: the port, and {@code tls} with the folder of its files or nothing. */
    public static void main(String[] args) throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Room room = new Room();
        SslContext tls = List.of(args).contains("tls") ? tls(Path.of(args[2])) : null;
        new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline().addLast(new LimitConnection(room));
                    }
                })
                .bind(Integer.parseInt(args[0]))
                .sync();
        Hosted.ready();
    }

    private static SslContext tls(Path folder) throws SSLException {
        return SslContextBuilder.forServer(
                        folder.resolve("server.pem").toFile(),
                        folder.resolve("server.key").toFile())
                .sslProvider(SslProvider.JDK)
                .build();
    }
}
