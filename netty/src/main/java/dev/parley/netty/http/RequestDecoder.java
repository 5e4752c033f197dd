package dev.parley.netty.http;

import dev.parley.netty.limits.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;
import java.util.function.Predicate;

/**
 * Netty's decoder, which can be told to wait: then bytes stay as they came, and the connection is not read. So a client
 * can neither make us keep a body that nobody asked for, nor turn one buffer into thousands of waiting requests.
 *
 * <p><b>Threads:</b> the loop.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** Bodies are handed on in pieces of at most this many bytes. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final Predicate<String> isOurs;
    private boolean isPaused;
    private boolean isReading;
    private long bytesSeen;

    /**
     * A decoder.
     *
     * @param isOurs whether requests of a path are answered here and not by handlers behind
     */
    RequestDecoder(HttpLimits limits, Predicate<String> isOurs) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxChunkSize(PIECE_BYTES)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
        this.isOurs = isOurs;
    }

    /**
     * The eight bytes after a handshake of hixie-76 are a body to Netty. Here they belong to the WebSocket, which answers
     * the head before they come.
     */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        HttpHeaders headers = message.headers();
        boolean isHandshake = headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)
                && message instanceof HttpRequest request
                && isOurs.test(RequestHeads.pathOf(request.uri()));
        return (isHandshake && !RequestCheck.hasBody(headers)) || super.isContentAlwaysEmpty(message);
    }

    /** Decodes nothing more until {@link #resume}. */
    void pause() {
        isPaused = true;
    }

    /** Goes on with what has come already, and reads again. */
    void resume(ChannelHandlerContext ctx) {
        if (!isPaused) {
            return;
        }
        isPaused = false;
        if (!isReading) {
            try {
                channelRead(ctx, Unpooled.EMPTY_BUFFER);
            } catch (Exception e) {
                ctx.fireExceptionCaught(e);
            }
        }
        if (!isPaused && !ctx.isRemoved()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** How many bytes became requests; the others wait. */
    long bytesUsed() {
        return bytesSeen - actualReadableBytes();
    }

    /** How many bytes came; tells whether the peer is sending. */
    long bytesSeen() {
        return bytesSeen;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object input) throws Exception {
        if (input instanceof ByteBuf bytes) {
            bytesSeen += bytes.readableBytes();
        }
        isReading = true;
        try {
            super.channelRead(ctx, input);
        } finally {
            isReading = false;
        }
        if (isPaused && !ctx.isRemoved()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (isPaused) {
            ctx.fireChannelReadComplete(); // the superclass would read more, because nothing came out
        } else {
            super.channelReadComplete(ctx);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!isPaused) {
            super.decode(ctx, in, out);
        }
    }
}
