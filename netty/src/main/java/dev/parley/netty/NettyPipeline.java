package dev.parley.netty;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.netty.files.ClientBundle;
import dev.parley.netty.http.RequestHandler;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.netty.loop.LoopStrandGroup;
import dev.parley.server.ParleyServer;
import dev.parley.server.ServerOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Socket.IO inside a Netty server that exists already, on its port and its event loops.
 *
 * <pre>{@code
 * NettyPipeline socketIo = NettyPipeline.create(workers, ServerOptions.defaults());
 * // in the ChannelInitializer, in the place of HttpServerCodec:
 * socketIo.addTo(channel.pipeline());
 * channel.pipeline().addLast(new HttpObjectAggregator(65536), new MyRequestHandler());
 * }</pre>
 *
 * <p>Requests for Socket.IO are answered; all others go on, as {@code HttpRequest} and {@code HttpContent}, to the handlers
 * behind, whose {@code HttpResponse}s are encoded. Answers keep the order of their requests. Those handlers may upgrade
 * a connection to a WebSocket of their own. The limits of headers and of time hold for all requests.
 *
 * <p><b>Threads:</b> any, but for {@link #addTo}.
 */
public final class NettyPipeline {
    private final LoopStrandGroup strands;
    private final HttpLimits limits;
    private final ParleyServer io;
    private final ThreadPoolExecutor files = FileThreads.open();
    private final ClientBundle client;
    private final Routes routes;

    private NettyPipeline(EventLoopGroup loops, ServerOptions options, HttpLimits limits) {
        this.strands = new LoopStrandGroup(loops);
        this.limits = limits;
        this.io = new ParleyServer(options, strands, JacksonCodec.create());
        this.client = ClientHeaders.bundle(options.engineOptions(), files);
        this.routes = new Routes(io.engine(), client, Map.of());
    }

    /**
     * A Socket.IO server for connections that live on {@code loops}: the group of workers of the bootstrap.
     *
     * @param loops stay yours: they are not stopped by {@link #close}
     */
    public static NettyPipeline create(EventLoopGroup loops, ServerOptions options) {
        return new NettyPipeline(loops, options, HttpLimits.DEFAULT);
    }

    /** {@link #create(EventLoopGroup, ServerOptions)} with other limits of requests and connections. */
    public static NettyPipeline create(EventLoopGroup loops, ServerOptions options, HttpLimits limits) {
        return new NettyPipeline(loops, options, limits);
    }

    /** The Socket.IO server: namespaces, sockets, rooms. */
    public ParleyServer io() {
        return io;
    }

    /**
     * Adds what is needed to the end of the pipeline of an accepted connection; a {@code SslHandler} goes before it,
     * handlers of other requests after it, and no {@code HttpServerCodec} anywhere.
     *
     * <p><b>Threads:</b> the event loop of the connection, as in a {@code ChannelInitializer}.
     *
     * @throws IllegalArgumentException if the connection lives on another group of loops
     */
    public void addTo(ChannelPipeline pipeline) {
        Channel channel = pipeline.channel();
        boolean secure = pipeline.get(SslHandler.class) != null;
        RequestHandler.addTo(pipeline, strands.of(channel.eventLoop()), limits, routes, secure, this::isOurs);
    }

    private boolean isOurs(String path) {
        return io.engine().matches(path) || client.matches(path);
    }

    /**
     * Tells all clients of Socket.IO that the server stops, and completes when they have gone. Any number of times.
     *
     * @param drainWindow how long this may take
     */
    public CompletionStage<Void> close(Duration drainWindow) {
        return io.close(drainWindow).whenComplete((closed, error) -> files.shutdown());
    }
}
