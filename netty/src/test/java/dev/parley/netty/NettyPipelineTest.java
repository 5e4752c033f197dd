package dev.parley.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.netty.RawClient.Reply;
import dev.parley.netty.websocket.ClientFrames;
import dev.parley.server.ServerOptions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Beside handlers of somebody else's Netty server. */
@Timeout(60)
class NettyPipelineTest {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final NettyPipeline socketIo = NettyPipeline.create(loops, ServerOptions.defaults());

    private Channel listening;
    private RawClient client;

    @BeforeEach
    void start() {
        socketIo.io().onConnect(socket -> socket.on("echo", event -> socket.emit("echo", event.arg(0, String.class))));
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        socketIo.addTo(channel.pipeline());
                        channel.pipeline()
                                .addLast(new HttpObjectAggregator(100_000))
                                .addLast(new WebSocketServerProtocolHandler("/own-websocket"))
                                .addLast(new OwnRequests())
                                .addLast(new OwnFrames());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        client = new RawClient(((InetSocketAddress) listening.localAddress()).getPort());
    }

    @AfterEach
    void stop() {
        client.close();
        listening.close().syncUninterruptibly();
        Running.await(socketIo.close(Duration.ofSeconds(1)).toCompletableFuture());
        loops.shutdownGracefully(1, 5000, TimeUnit.MILLISECONDS).syncUninterruptibly();
        assertThat(LeakRecorder.found()).isEmpty();
    }

    /** Answers after a moment, with what it got. */
    private static final class OwnRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            String text = request.method() + " " + request.uri() + " "
                    + request.content().toString(UTF_8);
            var answer = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(text, UTF_8));
            answer.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
            ctx.executor().schedule(() -> ctx.writeAndFlush(answer), 20, TimeUnit.MILLISECONDS);
        }
    }

    private static final class OwnFrames extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
            ctx.writeAndFlush(new TextWebSocketFrame("own " + frame.text()));
        }
    }

    @Test
    void requests_of_both_kinds_are_answered_on_one_connection() {
        assertThat(client.get("/own").reply().text()).isEqualTo("GET /own ");
        assertThat(client.get("/socket.io/?EIO=4&transport=polling").reply().text())
                .startsWith("0{");
        assertThat(client.post("/own", "body").reply().text()).isEqualTo("POST /own body");
        assertThat(client.post("/own", "x".repeat(50_000)).reply().text()).hasSize(50_010);
        assertThat(client.get("/socket.io/?EIO=4&transport=polling").reply().text())
                .startsWith("0{");
    }

    @Test
    void answers_keep_the_order_of_pipelined_requests() {
        client.get("/own?1")
                .get("/socket.io/?EIO=4&transport=polling")
                .post("/own?2", "b")
                .get("/own?3")
                .get("/socket.io/?EIO=4&transport=nonsense");

        assertThat(client.reply().text()).isEqualTo("GET /own?1 ");
        assertThat(client.reply().text()).startsWith("0{");
        assertThat(client.reply().text()).isEqualTo("POST /own?2 b");
        assertThat(client.reply().text()).isEqualTo("GET /own?3 ");
        assertThat(client.reply().status()).isEqualTo(400);
    }

    @Test
    void a_head_request_of_others_gets_no_body() {
        client.send("HEAD /own HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(client.reply(false).header("content-length")).isEqualTo("10");
        assertThat(client.get("/own").reply().text()).isEqualTo("GET /own ");
    }

    private Reply upgrade(String path) {
        client.get(
                path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        return client.reply();
    }

    private String message() {
        int length = client.bytes(2)[1];
        return new String(client.bytes(length), UTF_8);
    }

    @Test
    void a_websocket_of_ours_works_beside_them() {
        assertThat(client.get("/own").reply().status()).isEqualTo(200);

        assertThat(upgrade("/socket.io/?EIO=4&transport=websocket").status()).isEqualTo(101);
        assertThat(message()).startsWith("0{");
        client.send(ClientFrames.text("40"));
        assertThat(message()).startsWith("40{");
        client.send(ClientFrames.text("42[\"echo\",\"a\"]"));
        assertThat(message()).isEqualTo("42[\"echo\",\"a\"]");
    }

    @Test
    void a_websocket_of_others_works_beside_us() {
        assertThat(client.get("/socket.io/?EIO=4&transport=polling").reply().status())
                .isEqualTo(200);

        assertThat(upgrade("/own-websocket").status()).isEqualTo(101);
        client.send(ClientFrames.text("hello"));
        assertThat(message()).isEqualTo("own hello");
    }

    @Test
    void broken_requests_are_refused_for_everybody() {
        client.send("garbage\r\n\r\n");

        assertThat(client.reply().status()).isEqualTo(400);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void connections_of_other_loops_are_refused_with_the_reason() {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        var others = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel channel = new ServerBootstrap()
                .group(others)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        try {
                            socketIo.addTo(accepted.pipeline());
                        } catch (IllegalArgumentException e) {
                            refused.complete(e);
                        }
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        RawClient stranger = new RawClient(((InetSocketAddress) channel.localAddress()).getPort());

        assertThat(Running.await(refused)).hasMessageContaining("not of the group of the server");

        stranger.close();
        others.shutdownGracefully(1, 5000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
