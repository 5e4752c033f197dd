package dev.parley.netty;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.json.jackson.JacksonCodec;
import dev.parley.netty.files.ClientBundle;
import dev.parley.netty.files.FileHandler;
import dev.parley.netty.flash.FlashPolicy;
import dev.parley.netty.flash.PolicyPorts;
import dev.parley.netty.flash.PolicyText;
import dev.parley.netty.loop.LoopStrandGroup;
import dev.parley.server.ParleyServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Socket.IO server that listens on a port.
 *
 * <pre>{@code
 * NettyServer server = NettyServer.builder().port(3000).staticResources("/", "public").build();
 * server.io().onConnect(socket -> socket.on("hello", event -> socket.emit("hello back")));
 * server.start();
 * }</pre>
 *
 * <p>It is started once and stopped once; for another start build another.
 *
 * <p><b>Threads:</b> any; nothing blocks.
 */
public final class NettyServer {
    /** How long {@link #stop()} gives clients to be told and leave: 10 seconds. */
    public static final Duration DEFAULT_DRAIN_WINDOW = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(NettyServer.class);
    private static final int BACKLOG = 4096;
    private static final int READS_PER_TURN = 16;
    private static final long LOOPS_END_MILLIS = 5000;

    private final NettyServerBuilder settings;
    private final NativeTransport transport;
    private final EventLoopGroup loops;
    private final LoopStrandGroup strands;
    private final ThreadPoolExecutor files = FileThreads.open();
    private final @Nullable TlsContext tls;
    private final ParleyServer io;
    private final @Nullable PolicyText policyText;

    /** Accepted connections; those that come after it was closed are closed at once. */
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private volatile @Nullable Channel listening;
    private volatile @Nullable InetSocketAddress policyAddress;

    private enum State {
        NEW,
        STARTED,
        STOPPING
    }

    NettyServer(NettyServerBuilder settings) {
        this.settings = settings;
        this.tls = settings.tls == null ? null : new TlsContext(settings.tls);
        this.transport = settings.transport.resolve();
        this.loops = new MultiThreadIoEventLoopGroup(
                settings.eventLoops, new DefaultThreadFactory("parley-loop"), transport.handlers());
        this.strands = new LoopStrandGroup(loops);
        this.io = new ParleyServer(settings.options, strands, JacksonCodec.create());
        this.policyText = settings.flashPolicy == null
                ? null
                : new PolicyText(settings.flashPolicy, settings.options.engineOptions());
    }

    /** A builder with all defaults. */
    public static NettyServerBuilder builder() {
        return new NettyServerBuilder();
    }

    /** The Socket.IO server: namespaces, sockets, rooms. Set it up before {@link #start}. */
    public ParleyServer io() {
        return io;
    }

    /**
     * Listens. Fails with an {@link IllegalStateException} that says what to do if the port is not to be had; the server
     * is then stopped.
     */
    public CompletionStage<NettyServer> start() {
        if (!state.compareAndSet(State.NEW, State.STARTED)) {
            throw new IllegalStateException("this server was started or stopped before; build another");
        }
        CompletableFuture<NettyServer> started = new CompletableFuture<>();
        try {
            bind().addListener((ChannelFuture bound) -> bound(bound, started));
        } catch (RuntimeException unusable) {
            stop(Duration.ZERO).whenComplete((done, error) -> started.completeExceptionally(unusable));
        }
        return started;
    }

    private ChannelFuture bind() {
        boolean isInline = settings.flashPolicy != null && settings.flashPolicy.inline();
        ServerBootstrap bootstrap = bootstrap()
                .childHandler(new ConnectionSetup(
                        strands,
                        settings.limits,
                        routes(),
                        tls,
                        settings.maxConnections,
                        isInline ? policyText : null,
                        open));
        return settings.host == null ? bootstrap.bind(settings.port) : bootstrap.bind(settings.host, settings.port);
    }

    /** One of the loops accepts for all: a thread for that would be woken for nearly every connection, and wake a loop. */
    private ServerBootstrap bootstrap() {
        // One for all connections instead of one for each, with the reads per turn that Netty has for those.
        RecvByteBufAllocator receiving = new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS_PER_TURN);
        return new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, receiving);
    }

    private Routes routes() {
        Map<String, Consumer<HttpExchange>> others = new LinkedHashMap<>();
        settings.contents.forEach((prefix, content) -> others.put(prefix, handlerOf(prefix, content)));
        ClientBundle client =
                settings.serveClient ? ClientHeaders.bundle(io.options().engineOptions(), files) : null;
        return new Routes(io.engine(), client, others);
    }

    private Consumer<HttpExchange> handlerOf(String prefix, NettyServerBuilder.Content content) {
        if (content instanceof NettyServerBuilder.Content.Handler own) {
            return own.handler()::handle;
        }
        if (content instanceof NettyServerBuilder.Content.Folder folder) {
            return FileHandler.ofFolder(prefix, folder.folder(), files);
        }
        NettyServerBuilder.Content.Resources resources = (NettyServerBuilder.Content.Resources) content;
        return FileHandler.ofResources(prefix, resources.loader(), resources.folder(), files);
    }

    private void bound(ChannelFuture bound, CompletableFuture<NettyServer> started) {
        if (!bound.isSuccess()) {
            IllegalStateException error = new IllegalStateException(
                    BindError.describe(settings.host, settings.port, "port(...)", bound.cause()), bound.cause());
            fail(started, error);
            return;
        }
        Channel channel = bound.channel();
        channel.pipeline().addLast(new AcceptErrors());
        listening = channel;
        if (state.get() == State.STOPPING) {
            channel.close(); // stopped while it was starting
        }
        watchCertificates(channel);
        log.info(
                "listening on {} ({}, {} event loops{})",
                channel.localAddress(),
                transport,
                settings.eventLoops,
                tls == null ? "" : ", TLS");
        openPolicyPorts(started);
    }

    private void openPolicyPorts(CompletableFuture<NettyServer> started) {
        FlashPolicy policy = settings.flashPolicy;
        PolicyText text = policyText;
        if (policy == null || text == null || state.get() == State.STOPPING) {
            started.complete(this);
            return;
        }
        if (text.isUseless()) {
            log.warn(
                    "the policy for Flash lets nobody in; name origins with originPolicy(...) or cors(...), or hosts with"
                            + " allowedHosts(...), or give a policy with FlashPolicy.withText(...)");
        }
        PolicyPorts ports = new PolicyPorts(policy, text.answer(port()), settings.host, bootstrap(), open);
        ports.open(policy.triesPort843() ? PolicyPorts.WELL_KNOWN : 0).whenComplete((address, failure) -> {
            if (failure == null) {
                policyAddress = address;
                log.info("serving policies for Flash on {}", address);
                started.complete(this);
            } else {
                String words = BindError.describe(settings.host, policy.port(), "FlashPolicy.withPort(...)", failure);
                fail(started, new IllegalStateException("policy server for Flash: " + words, failure));
            }
        });
    }

    private void fail(CompletableFuture<NettyServer> started, IllegalStateException error) {
        stop(Duration.ZERO).whenComplete((done, failed) -> started.completeExceptionally(error));
    }

    private void watchCertificates(Channel channel) {
        TlsContext certificates = tls;
        if (certificates == null
                || settings.tls == null
                || settings.tls.reloadInterval().isZero()) {
            return;
        }
        long nanos = settings.tls.reloadInterval().toNanos();
        Future<?> watching = channel.eventLoop()
                .scheduleWithFixedDelay(new CertificateWatch(certificates, files), nanos, nanos, TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> watching.cancel(false));
    }

    /**
     * Reads the certificates again, for connections from now on.
     *
     * @throws IllegalArgumentException if they are no good; the former stay in use
     * @throws IllegalStateException if this server has no TLS
     */
    public void reloadTls() {
        if (tls == null) {
            throw new IllegalStateException("this server has no certificates; give it some with tls(Tls.pem(...))");
        }
        tls.reload();
    }

    /** {@link #stop(Duration)} with {@link #DEFAULT_DRAIN_WINDOW}. */
    public CompletionStage<Void> stop() {
        return stop(DEFAULT_DRAIN_WINDOW);
    }

    /**
     * Accepts no more connections, tells all clients, lets them go, and ends all threads. Any number of times: all calls
     * complete together.
     *
     * @param drainWindow how long this may take; connections left then are cut
     */
    public CompletionStage<Void> stop(Duration drainWindow) {
        if (state.getAndSet(State.STOPPING) == State.STOPPING) {
            return stopped;
        }
        Channel channel = listening;
        CompletableFuture<Void> closed = new CompletableFuture<>();
        if (channel == null) {
            closed.complete(null);
        } else {
            channel.close().addListener(done -> closed.complete(null));
        }
        closed.thenCompose(done -> io.close(drainWindow)).whenComplete((done, error) -> endConnections(error));
        return stopped;
    }

    /** Those that wait for another request, or for the answer to a close frame: loops that end do not close them. */
    private void endConnections(@Nullable Throwable error) {
        open.close().addListener(done -> endThreads(error));
    }

    private void endThreads(@Nullable Throwable error) {
        if (error != null) {
            log.error("clients could not be told that the server stops; they are cut off", error);
        }
        files.shutdown();
        loops.shutdownGracefully(0, LOOPS_END_MILLIS, TimeUnit.MILLISECONDS)
                .addListener(done -> stopped.complete(null));
    }

    /**
     * The port that is listened on.
     *
     * @throws IllegalStateException if the server does not listen
     */
    public int port() {
        return address().getPort();
    }

    /**
     * The port of the policy server for Flash.
     *
     * @throws IllegalStateException if there is none
     */
    public int flashPolicyPort() {
        InetSocketAddress address = policyAddress;
        if (address == null) {
            throw new IllegalStateException(
                    "no policies for Flash are served; set flashPolicy(...) and wait for start() to complete");
        }
        return address.getPort();
    }

    /**
     * The address that is listened on.
     *
     * @throws IllegalStateException if the server does not listen
     */
    public InetSocketAddress address() {
        Channel channel = listening;
        if (channel == null) {
            throw new IllegalStateException("the server does not listen; wait for start() to complete");
        }
        return (InetSocketAddress) channel.localAddress();
    }
}
