package dev.parley.netty.websocket;

import dev.parley.engine.carrier.MessageCarrier;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.carrier.MessageReceiver.CarrierEnd;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.time.Strand;
import dev.parley.netty.loop.LoopStrand;
import dev.parley.netty.loop.Watch;
import dev.parley.netty.loop.WriteProgress;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket: the only handler of its connection once the handshake was answered.
 *
 * <p><b>Threads:</b> fields belong to the loop of the connection. When the session lives on another strand, calls hop over,
 * in order.
 */
public final class NettyWebSocket extends ChannelInboundHandlerAdapter implements MessageCarrier, FrameSink {
    private static final Logger log = LoggerFactory.getLogger(NettyWebSocket.class);

    /** How long the peer may take to answer our close frame. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How long what a refused peer still sends is read, so that our close frame is not lost by a reset. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final LoopStrand loop;
    private final Strand strand;
    private final boolean isHome;
    private final MessageReceiver receiver;
    private final WebSocketVersion version;
    private final FrameCodec codec;
    private final long writeTimeoutNanos;

    private @Nullable ChannelHandlerContext attached;

    /** Made with the first ping: clients of Socket.IO send none. */
    private @Nullable PongSlot pongs;

    /** A batch was handed over while the connection could take no more. */
    private boolean sentIsDue;

    /** Our close code once a close frame of ours is on its way, else 0. */
    private int closeSent;

    private boolean isOver;
    private @Nullable Watch watch;
    private @Nullable WriteProgress progress;
    private long deadline = Long.MAX_VALUE;

    /**
     * A WebSocket whose handshake was accepted.
     *
     * @param loop of the connection
     * @param strand where {@code receiver} is called
     * @param version what was agreed upon
     * @param writeTimeout without a byte taken by the peer before the connection is cut
     */
    public NettyWebSocket(
            LoopStrand loop,
            Strand strand,
            MessageReceiver receiver,
            WebSocketTerms terms,
            WebSocketVersion version,
            Duration writeTimeout) {
        this.loop = loop;
        this.strand = strand;
        this.isHome = loop == strand;
        this.receiver = receiver;
        this.version = version;
        this.codec = version instanceof WebSocketVersion.Hybi hybi
                ? new HybiFrames(this, terms, hybi.compression(), loop)
                : new HixieFrames(this, terms.maxMessageBytes(), version instanceof WebSocketVersion.Hixie76);
        this.writeTimeoutNanos = writeTimeout.toNanos();
    }

    /**
     * Goes into the pipeline behind {@code answering}, which has answered the handshake, and tells the receiver that the
     * connection is open; with hixie-76 not before its last eight bytes came. Once, on the loop.
     *
     * @param patience for those bytes; then the connection ends
     */
    public void enter(ChannelHandlerContext answering, Duration patience) {
        answering.channel().config().setAutoRead(true);
        if (version instanceof WebSocketVersion.Hixie76 keys) {
            HixieChallenge challenge = new HixieChallenge(loop, keys, this, patience);
            answering.pipeline().addAfter(answering.name(), "challenge", challenge);
        } else {
            open(answering);
        }
    }

    void open(ChannelHandlerContext before) {
        before.pipeline().addAfter(before.name(), "websocket", this);
        if (isHome) {
            receiver.opened(this);
        } else {
            strand.execute(() -> receiver.opened(this));
        }
    }

    /** The connection ended before it was open. */
    void refused(String why) {
        over(CarrierEnd.Kind.REFUSED, CloseStatus.ABNORMAL, why);
    }

    // ---- from the session

    @Override
    public void send(List<WireMessage> batch) {
        if (isHome) {
            write(batch);
        } else {
            List<WireMessage> kept = List.copyOf(batch);
            loop.execute(() -> write(kept));
        }
    }

    @Override
    public void pauseReads() {
        loop.run(() -> autoRead(false));
    }

    @Override
    public void resumeReads() {
        loop.run(() -> autoRead(true));
    }

    @Override
    public void close(int code, String reason) {
        loop.run(() -> startClose(code, reason));
    }

    @Override
    public void abort() {
        loop.run(() -> {
            over(CarrierEnd.Kind.CLOSED, CloseStatus.ABNORMAL, "aborted");
            context().close();
        });
    }

    private void write(List<WireMessage> batch) {
        ChannelHandlerContext ctx = context();
        if (closeSent != 0 || !ctx.channel().isActive()) {
            return; // closed() has come or will; nothing more is due
        }
        ctx.writeAndFlush(codec.frames(batch, ctx), ctx.voidPromise());
        if (ctx.channel().isWritable()) {
            tellSent();
        } else if (ctx.channel().isActive()) {
            sentIsDue = true;
            progress = new WriteProgress(loop.nanos());
            watch();
        }
    }

    private void tellSent() {
        if (isHome) {
            receiver.sent();
        } else {
            strand.execute(receiver::sent);
        }
    }

    private void autoRead(boolean on) {
        if (on || closeSent == 0) {
            context().channel().config().setAutoRead(on);
        }
    }

    private void startClose(int code, String reason) {
        if (closeSent == 0 && context().channel().isActive()) {
            writeClose(code, reason, CLOSE_TIMEOUT, context().voidPromise());
        }
    }

    /** After this nothing else is sent; reads go on, so that the peer's answer or its end is seen. */
    private void writeClose(int code, String reason, Duration patience, ChannelPromise left) {
        closeSent = code;
        deadline = loop.nanos() + patience.toNanos();
        watch();
        autoRead(true);
        ByteBuf frame = codec.closing(context(), code, reason);
        if (frame != null) {
            context().writeAndFlush(frame, left);
        } else {
            ChannelPromise all = left.isVoid() ? context().newPromise() : left;
            context().writeAndFlush(Unpooled.EMPTY_BUFFER, all.addListener(done -> endOutput()));
        }
    }

    /** The peer sees the end of what we say, and closes; closed at once, a reset might take from it what we said last. */
    private void endOutput() {
        Channel channel = context().channel();
        if (channel instanceof DuplexChannel plain && channel.pipeline().get(SslHandler.class) == null) {
            plain.shutdownOutput();
        } else {
            channel.close();
        }
    }

    // ---- from the peer

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object input) {
        try {
            if (input instanceof ByteBuf bytes) {
                codec.read(bytes);
            }
        } catch (FrameViolation violation) {
            violated(violation);
        } finally {
            ReferenceCountUtil.release(input);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (pongs != null) {
            pongs.flush(ctx);
        }
    }

    @Override
    public void message(Payload payload) {
        if (closeSent != 0 || isOver) {
            return;
        }
        if (isHome) {
            receiver.message(payload);
        } else {
            strand.execute(() -> receiver.message(payload));
        }
    }

    @Override
    public void ping(byte[] data) {
        if (closeSent != 0) {
            return;
        }
        if (pongs == null) {
            pongs = new PongSlot();
        }
        pongs.answer(context(), data);
    }

    @Override
    public void close(int code) {
        if (closeSent != 0) {
            over(CarrierEnd.Kind.CLOSED, closeSent, "closed");
            context().close();
        } else {
            over(CarrierEnd.Kind.CLOSED, code, "closed by the peer");
            writeClose(code, "", CLOSE_TIMEOUT, context().newPromise().addListener(ChannelFutureListener.CLOSE));
        }
    }

    private void violated(FrameViolation violation) {
        if (closeSent == 0) {
            writeClose(violation.code(), violation.words(), LINGER, context().voidPromise());
        }
        over(CarrierEnd.Kind.VIOLATION, violation.code(), violation.words());
    }

    // ---- from the connection

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        attached = ctx;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (sentIsDue && ctx.channel().isWritable()) {
            sentIsDue = false;
            unwatchIfIdle();
            tellSent();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        unwatch();
        over(
                CarrierEnd.Kind.CLOSED,
                closeSent == 0 ? CloseStatus.ABNORMAL : closeSent,
                closeSent == 0 ? "connection lost" : "closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("connection of {} ends: {}", ctx.channel().remoteAddress(), cause.toString());
        over(CarrierEnd.Kind.CLOSED, CloseStatus.ABNORMAL, "connection failed");
        ctx.close();
    }

    private void over(CarrierEnd.Kind kind, int code, String detail) {
        if (isOver) {
            return;
        }
        isOver = true;
        CarrierEnd end = new CarrierEnd(kind, code, detail);
        strand.run(() -> receiver.closed(end));
    }

    // ---- time

    private void watch() {
        if (watch == null) {
            watch = loop.watch(this::tick);
        }
    }

    private void unwatchIfIdle() {
        if (deadline == Long.MAX_VALUE) {
            unwatch();
        }
    }

    private void unwatch() {
        if (watch != null) {
            watch.cancel();
            watch = null;
        }
    }

    private void tick(long now) {
        if (deadline != Long.MAX_VALUE && now - deadline >= 0) {
            unwatch();
            context().close();
        } else if (sentIsDue
                && progress != null
                && progress.stalledNanos(context().channel(), now) >= writeTimeoutNanos) {
            unwatch();
            over(CarrierEnd.Kind.CLOSED, CloseStatus.ABNORMAL, "the peer does not read");
            context().close();
        }
    }

    private ChannelHandlerContext context() {
        if (attached == null) {
            throw new IllegalStateException("not in a pipeline yet");
        }
        return attached;
    }
}
