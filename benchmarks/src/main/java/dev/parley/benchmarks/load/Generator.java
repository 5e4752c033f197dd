package dev.parley.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One event loop with all clients on it. {@link #call}, {@link #check} and {@link #close} are for other threads. */
public final class Generator implements AutoCloseable {
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int ADDRESSES = 8;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1,
            // Never sleeping is how a load with a timetable is on time.
            EpollIoHandler.newFactory(
                    0, () -> (select, hasTasks) -> hasTasks || isPunctual() ? select.get() : SelectStrategy.SELECT));
    private final byte[] scratch = new byte[LONGEST_MESSAGE];
    private final Deflation deflation = new Deflation();
    private final SslContext encryption = encryption();
    private volatile @Nullable String failure;
    private boolean isPunctual;
    private int connected;

    /** The loop of all clients. */
    public EventLoop loop() {
        return group.next();
    }

    /** Trusts everybody: the certificate was made for this run. */
    private static SslContext encryption() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
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

    /** Opens a connection to this machine; addresses take turns, so that ports suffice. */
    void connect(Wire wire, Supplier<ChannelHandler> handler, Runnable refused) {
        new Bootstrap()
                .group(loop())
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(64 * 1024))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (wire.isEncrypted()) {
                            channel.pipeline().addLast(encryption.newHandler(channel.alloc()));
                        }
                        channel.pipeline().addLast(handler.get());
                    }
                })
                .connect(new InetSocketAddress("127.0.0." + (1 + connected++ % ADDRESSES), wire.port()))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        fail("cannot connect: " + done.cause());
                        refused.run();
                    }
                });
    }

    /** Remembers the first thing that went wrong. */
    void fail(String what) {
        if (failure == null) {
            failure = what;
        }
    }

    /** Forgets what went wrong. */
    public void forgive() {
        failure = null;
    }

    /** What went wrong, or null. */
    public @Nullable String failure() {
        return failure;
    }

    /** Throws if anything went wrong. Any thread. */
    public void check() throws WrongAnswerException {
        String what = failure;
        if (what != null) {
            throw new WrongAnswerException(what);
        }
    }

    /** Processor time of the loop so far. Other threads only. */
    public double cpuSeconds() throws WrongAnswerException, InterruptedException {
        return call(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
    }

    /** Runs something on the loop and waits for it. Other threads only. */
    public <T> T call(Callable<T> task) throws WrongAnswerException, InterruptedException {
        try {
            return loop().submit(task).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new WrongAnswerException(String.valueOf(e.getCause() == null ? e : e.getCause()));
        }
    }

    /** Waits until something is true, or fails after {@code seconds}. Other threads only. */
    public void await(String what, int seconds, Callable<Boolean> condition)
            throws WrongAnswerException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!call(condition)) {
            check();
            if (System.nanoTime() > deadline) {
                throw new WrongAnswerException("after " + seconds + " s still not: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }
}
