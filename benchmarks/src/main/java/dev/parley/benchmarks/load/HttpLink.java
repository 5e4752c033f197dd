package dev.parley.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One kept-alive connection that asks, one request at a time, and gets answers with a Content-Length. */
final class HttpLink extends ChannelInboundHandlerAdapter {
    private final Generator generator;
    private final Listener listener;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf rest;
    private boolean isWaiting;
    private boolean hasEnded;

    interface Listener {
        void open();

        /** An answer came; {@code body} holds it until the next one. */
        void answer(int status, byte[] body, int length);

        void closed();
    }

    HttpLink(Generator generator, Listener listener) {
        this.generator = generator;
        this.listener = listener;
    }

    /** Whether a request may be sent. */
    boolean isFree() {
        return context != null && !isWaiting;
    }

    /** Whether there will be no more answers. */
    boolean hasEnded() {
        return hasEnded;
    }

    /** Sends a request; {@code body} stays the caller's, null for a GET. */
    void request(String path, @Nullable ByteBuf body) {
        ChannelHandlerContext to = context;
        if (to == null) {
            return;
        }
        isWaiting = true;
        ByteBuf out = to.alloc().buffer(512 + (body == null ? 0 : body.readableBytes()));
        out.writeCharSequence(body == null ? "GET " : "POST ", CharsetUtil.US_ASCII);
        out.writeCharSequence(path, CharsetUtil.US_ASCII);
        out.writeCharSequence(" HTTP/1.1\r\nHost: localhost\r\n", CharsetUtil.US_ASCII);
        if (body != null) {
            out.writeCharSequence(
                    "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: " + body.readableBytes() + "\r\n",
                    CharsetUtil.US_ASCII);
        }
        out.writeCharSequence("\r\n", CharsetUtil.US_ASCII);
        if (body != null) {
            out.writeBytes(body, body.readerIndex(), body.readableBytes());
        }
        to.writeAndFlush(out, to.voidPromise());
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        listener.open();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (rest != null) {
            in = rest.writeBytes(in);
            ((ByteBuf) message).release();
            rest = null;
        }
        if (!answered(in)) {
            rest = ctx.alloc().buffer(in.readableBytes() + 64 * 1024).writeBytes(in);
        }
        in.release();
    }

    private boolean answered(ByteBuf in) {
        int start = in.readerIndex();
        int head = headEnd(in);
        if (head < 0) {
            return false;
        }
        String text = in.toString(start, head - start, StandardCharsets.ISO_8859_1);
        int length = contentLength(text);
        if (in.writerIndex() - head < length) {
            return false;
        }
        byte[] body = generator.scratch();
        in.getBytes(head, body, 0, length);
        isWaiting = false;
        listener.answer(Integer.parseInt(text.substring(9, 12)), body, length);
        return true;
    }

    private static int headEnd(ByteBuf in) {
        for (int i = in.readerIndex(); i <= in.writerIndex() - 4; i++) {
            if (in.getInt(i) == 0x0d0a0d0a) {
                return i + 4;
            }
        }
        return -1;
    }

    private int contentLength(String head) {
        int name = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (name < 0) {
            generator.fail("an answer without Content-Length: " + head.substring(0, Math.min(head.length(), 120)));
            return 0;
        }
        int from = name + "\r\ncontent-length:".length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (rest != null) {
            rest.release();
            rest = null;
        }
        context = null;
        hasEnded = true;
        listener.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            generator.fail("on an HTTP connection: " + cause);
        }
        ctx.close(); // Whether it was needed is the listener's to say.
    }
}
