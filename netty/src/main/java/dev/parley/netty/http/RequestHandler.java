package dev.parley.netty.http;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.netty.http.RequestCheck.Refusal;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.netty.loop.LoopStrand;
import dev.parley.netty.loop.Watch;
import dev.parley.netty.loop.WriteProgress;
import dev.parley.netty.websocket.Handshake;
import dev.parley.netty.websocket.NettyWebSocket;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of HTTP/1.1: checks what Netty decoded, makes exchanges of it, and minds the time. Upgraded, it leaves the
 * pipeline to a {@link NettyWebSocket}.
 *
 * <p><b>Threads:</b> the loop.
 */
public final class RequestHandler extends ChannelInboundHandlerAdapter
        implements AnswerLine.Connection, ForeignRequests.Owner {
    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);

    /** How long what a refused peer still sends is read, so that our answer is not lost by a reset. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final RequestHead NO_HEAD =
            new RequestHead("", "", Query.NONE, Headers.NONE, InetSocketAddress.createUnresolved("unknown", 0), false);

    private final LoopStrand loop;
    private final HttpLimits limits;
    private final Consumer<HttpExchange> router;
    private final boolean secure;
    private final RequestDecoder decoder;
    private final AnswerLine line;
    private final RequestTimer timer;

    private @Nullable ChannelHandlerContext attached;
    private @Nullable ChannelHandlerContext decoding;
    private @Nullable ForeignRequests foreign;
    private @Nullable Watch watch;
    private @Nullable WriteProgress progress;

    /** A request without a body, of which only the end mark is missing. */
    private @Nullable NettyExchange complete;

    /** The request whose body is due. */
    private @Nullable NettyExchange receiving;

    /** Nothing is read as HTTP any more. */
    private boolean isClosing;

    private boolean awaitsUpgrade;

    private RequestHandler(
            LoopStrand loop,
            HttpLimits limits,
            Consumer<HttpExchange> router,
            boolean secure,
            Predicate<String> isOurs) {
        this.loop = loop;
        this.limits = limits;
        this.router = router;
        this.secure = secure;
        this.decoder = new RequestDecoder(limits, isOurs);
        this.line = new AnswerLine(loop, this);
        this.timer = new RequestTimer(limits, loop.nanos());
    }

    /**
     * Makes a connection one of HTTP.
     *
     * @param pipeline of the connection; this goes to its end
     * @param loop of the connection
     * @param router gets every request, on the loop; must not block
     * @param secure whether the connection is inside TLS
     */
    public static void addTo(
            ChannelPipeline pipeline,
            LoopStrand loop,
            HttpLimits limits,
            Consumer<HttpExchange> router,
            boolean secure) {
        new RequestHandler(loop, limits, router, secure, path -> true).addLast(pipeline);
    }

    /**
     * Makes a connection one of HTTP, whose requests are ours only where {@code isOurs} accepts their path. The others go
     * on to handlers behind, as messages of Netty's.
     */
    public static void addTo(
            ChannelPipeline pipeline,
            LoopStrand loop,
            HttpLimits limits,
            Consumer<HttpExchange> router,
            boolean secure,
            Predicate<String> isOurs) {
        RequestHandler handler = new RequestHandler(loop, limits, router, secure, isOurs);
        handler.addLast(pipeline);
        ForeignRequests others = new ForeignRequests(isOurs, handler);
        handler.foreign = others;
        pipeline.addLast(others.encoder());
        pipeline.addLast(others);
    }

    private void addLast(ChannelPipeline pipeline) {
        pipeline.addLast(decoder);
        decoding = pipeline.context(decoder);
        pipeline.addLast(this);
    }

    // ---- what comes in

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        attached = ctx;
        watch = loop.watch(this::tick);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (watch != null) {
            watch.cancel();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object input) {
        if (foreign != null && !isClosing && foreign.take(input, line.size() == 0)) {
            timer.requestRead(loop.nanos(), decoder.bytesSeen());
            pace();
            return;
        }
        try {
            if (isClosing) {
                return; // read only so that our last answer is not lost
            }
            if (input instanceof HttpRequest request) {
                request(request);
            } else if (input instanceof HttpContent content) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(input);
        }
    }

    private void request(HttpRequest request) {
        timer.headRead(loop.nanos(), decoder.bytesSeen());
        Refusal refusal = RequestCheck.of(request, limits);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        RequestFacts facts = RequestFacts.of(request);
        RequestHead head = RequestHeads.of(request, context().channel(), secure);
        NettyExchange exchange = new NettyExchange(loop, line, head, facts);
        line.add(exchange);
        awaitsUpgrade = facts.isUpgrade();
        if (facts.hasBody()) {
            receiving = exchange;
            pace();
            dispatch(exchange);
        } else {
            complete = exchange;
        }
    }

    private void content(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            breakBody(RequestCheck.ofFailure(content.decoderResult().cause()));
            return;
        }
        boolean isLast = content instanceof LastHttpContent;
        NettyExchange whole = complete;
        if (isLast) {
            timer.requestRead(loop.nanos(), decoder.bytesUsed());
        }
        if (whole != null) {
            complete = null;
            pace();
            dispatch(whole);
        } else if (receiving != null) {
            NettyExchange exchange = receiving;
            receiving = isLast ? null : exchange;
            if (!exchange.bodyPiece(content.content(), isLast)) {
                line.abort();
                closeAfterAnswer();
            }
            pace();
        }
    }

    private void dispatch(NettyExchange exchange) {
        try {
            router.accept(exchange);
        } catch (RuntimeException failure) {
            log.error("a handler of HTTP requests failed; it should answer with a status instead", failure);
            exchange.answerInstead(new HttpReply(500, List.of(), null, true));
        }
    }

    /** Lets the decoder go on, or wait for answers and for readers of bodies. */
    private void pace() {
        boolean waits = line.size() >= limits.pipelinedRequests()
                || awaitsUpgrade
                || (receiving != null && !receiving.takesBody())
                || (foreign != null && foreign.isWaiting());
        if (waits) {
            decoder.pause();
        } else if (decoding != null && !isClosing) {
            decoder.resume(decoding);
        }
    }

    // ---- what is wrong

    /** After the answers that are due, this one, and the end. */
    private void refuse(Refusal refusal) {
        decoder.pause();
        NettyExchange broken = new NettyExchange(loop, line, NO_HEAD, RequestFacts.BROKEN);
        line.add(broken);
        broken.answerInstead(replyOf(refusal));
    }

    private void breakBody(Refusal refusal) {
        NettyExchange exchange = receiving;
        if (exchange == null) {
            refuse(refusal);
            return;
        }
        decoder.pause();
        exchange.bodyBroken();
        if (!exchange.answerInstead(replyOf(refusal))) {
            line.abort();
            closeAfterAnswer();
        }
    }

    private static HttpReply replyOf(Refusal refusal) {
        List<String> headers =
                refusal.status() == 405 ? List.of("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS") : List.of();
        return new HttpReply(refusal.status(), headers, AnswerLine.text(refusal.reason()), true);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("connection of {} ends: {}", ctx.channel().remoteAddress(), cause.toString());
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        isClosing = true;
        handlerRemoved(ctx);
        line.abort();
        ctx.fireChannelInactive();
    }

    // ---- what the line of answers asks for

    @Override
    public ChannelHandlerContext context() {
        if (attached == null) {
            throw new IllegalStateException("not in a pipeline yet");
        }
        return attached;
    }

    @Override
    public void proceed() {
        timer.answered(loop.nanos());
        if (foreign != null && line.size() == 0) {
            foreign.nothingOpen();
        }
        pace();
    }

    @Override
    public void foreignAnswered() {
        proceed();
    }

    @Override
    public void foreignUpgrade() {
        handlerRemoved(context());
    }

    @Override
    public void bodyWanted(NettyExchange exchange) {
        if (exchange.facts().expectsContinue() && line.isFirst(exchange)) {
            context().writeAndFlush(ReplyWriter.askForBody(), context().voidPromise());
        }
        timer.bodyWanted(loop.nanos());
        pace();
    }

    @Override
    public void closeAfterAnswer() {
        if (isClosing) {
            return;
        }
        isClosing = true;
        ChannelHandlerContext ctx = context();
        boolean isQuiet = receiving == null && !timer.isRequestBegun(decoder.bytesSeen());
        if (isQuiet) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (!decodingContext().isRemoved()) {
            ctx.pipeline().remove(decoder);
        }
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(left -> Lingering.begin(ctx.channel(), loop, LINGER));
    }

    @Override
    public void upgrade(Answer.Upgrade answer, Handshake.Accepted handshake) {
        isClosing = true;
        ChannelHandlerContext ctx = context();
        NettyWebSocket socket = new NettyWebSocket(
                loop, answer.strand(), answer.receiver(), answer.terms(), handshake.version(), limits.writeTimeout());
        socket.enter(ctx, limits.headerTimeout());
        Channel channel = ctx.channel();
        loop.execute(channel::flush); // behind what the session says first: both leave with one system call
        ctx.pipeline().remove(this);
        if (foreign != null) {
            ctx.pipeline().remove(HttpResponseEncoder.class);
            ctx.pipeline().remove(foreign);
        }
        ctx.pipeline().remove(decoder); // hands on what came after the handshake
    }

    // ---- time

    private void tick(long now) {
        if (progress == null) {
            progress = new WriteProgress(now);
        }
        if (progress.stalledNanos(context().channel(), now)
                >= limits.writeTimeout().toNanos()) {
            context().close();
        } else if (!isClosing && (foreign == null || !foreign.isActive())) {
            boolean bodyIsDue = receiving != null && receiving.takesBody();
            switch (timer.verdict(now, decoder.bytesSeen(), line.size() == 0, receiving != null, bodyIsDue)) {
                case PATIENCE -> {}
                case LATE -> breakBody(new Refusal(408, "the request took too long"));
                case IDLE -> context().close();
            }
        }
    }

    private ChannelHandlerContext decodingContext() {
        if (decoding == null) {
            throw new IllegalStateException("not in a pipeline yet");
        }
        return decoding;
    }
}
