package dev.parley.benchmarks.load;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The one event loop of all generators, and what they share on it. */
public final class LoadLoop implements AutoCloseable {
    private static final int LONGEST_MESSAGE = 1 << 20;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1,
            // Never sleeping is how a load with a timetable is on time.
            EpollIoHandler.newFactory(
                    0, () -> (select, hasTasks) -> hasTasks || isPunctual() ? select.get() : SelectStrategy.SELECT));
    private final byte[] scratch = new byte[LONGEST_MESSAGE];
    private final Deflation deflation = new Deflation();
    private final SslContext encryption = encrypting();
    private boolean isPunctual;

    EventLoop loop() {
        return group.next();
    }

    /** Trusts everybody: the certificate was made for this run. */
    private static SslContext encrypting() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    SslContext encryption() {
        return encryption;
    }

    /** Whether to poll without pause. */
    void setPunctual(boolean punctual) {
        isPunctual = punctual;
    }

    private boolean isPunctual() {
        return isPunctual;
    }

    /** Where a message is put to be looked at: good until the next one. */
    byte[] scratch() {
        return scratch;
    }

    Deflation deflation() {
        return deflation;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }
}
