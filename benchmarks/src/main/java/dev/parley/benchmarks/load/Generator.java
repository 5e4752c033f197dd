package dev.parley.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All clients of one server in one scenario: what goes wrong with them, and what they have open, is nobody else's.
 * {@link #call}, {@link #check} and {@link #close} are for other threads than the loop.
 */
public final class Generator implements AutoCloseable {
    private static final int ADDRESSES = 8;

    private final LoadLoop shared;
    private final Set<Channel> open = new HashSet<>();
    private volatile @Nullable String failure;
    private boolean isClosed;
    private int connected;

    /** Of clients on {@code shared}, which outlives this. */
    public Generator(LoadLoop shared) {
        this.shared = shared;
    }

    /** The loop of all clients. */
    public EventLoop loop() {
        return shared.loop();
    }

    /** Whether to poll without pause. */
    void setPunctual(boolean punctual) {
        shared.setPunctual(punctual);
    }

    /** Where a message is put to be looked at: good until the next one. */
    byte[] scratch() {
        return shared.scratch();
    }

    Deflation deflation() {
        return shared.deflation();
    }

    /** Opens a connection to this machine; addresses take turns, so that ports suffice. Nothing more once this is closed. */
    void connect(Wire wire, Supplier<ChannelHandler> handler, Runnable refused) {
        if (isClosed) {
            refused.run();
            return;
        }
        new Bootstrap()
                .group(loop())
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(64 * 1024))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        keep(channel);
                        if (wire.isEncrypted()) {
                            channel.pipeline().addLast(shared.encryption().newHandler(channel.alloc()));
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

    private void keep(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(ended -> open.remove(channel));
    }

    /** Remembers the first thing that went wrong. */
    void fail(String what) {
        if (failure == null) {
            failure = what;
        }
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

    /** How many connections there are, those that are being made among them. Other threads only. */
    public int connections() throws WrongAnswerException, InterruptedException {
        return call(open::size);
    }

    /**
     * Cuts what is still connected, whatever is under way on it, and returns when all of it is gone. Nothing can be
     * connected any more then. Other threads only.
     */
    @Override
    public void close() {
        loop().submit(() -> {
                    isClosed = true;
                    // Not through the pipeline: TLS would wait until its farewell has left.
                    List.copyOf(open)
                            .forEach(channel ->
                                    channel.unsafe().close(channel.unsafe().voidPromise()));
                })
                .awaitUninterruptibly(30, TimeUnit.SECONDS);
    }
}
