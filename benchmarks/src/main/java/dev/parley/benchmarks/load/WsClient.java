package dev.parley.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.CharsetUtil;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** A client of the default namespace over a WebSocket, with a frame codec of its own: small and fast. */
final class WsClient extends ChannelInboundHandlerAdapter implements Client {
    private static final byte[] PONG = Frames.text("3");
    private static final byte[] PING = Frames.text("2");
    private static final byte[] PROBE = Frames.text("2probe");
    private static final byte[] MOVE = Frames.text("5");
    private static final byte[] JOIN = Frames.text("40");
    private static final byte[] BYE = Frames.masked(Frames.CLOSE, new byte[] {0x03, (byte) 0xe8});

    private final Generator generator;
    private final Wire wire;
    private final Role role;

    /** Of the session that moves here, or empty. */
    private final String sid;

    private State state = State.UPGRADING;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf out;
    private @Nullable ByteBuf rest;

    private enum State {
        UPGRADING,
        PROBING,
        OPENING,
        CONNECTING,
        READY,
        LEAVING
    }

    /** A client of a session of its own, or of the one with this id, which then moves here. */
    WsClient(Generator generator, Wire wire, Role role, String sid) {
        this.sid = sid;
        this.generator = generator;
        this.wire = wire;
        this.role = role;
    }

    private void queue(byte[] frame) {
        out().writeBytes(frame);
    }

    @Override
    public void queue(Template message, long number) {
        message.writeFrame(out(), number);
    }

    @Override
    public void flush() {
        ChannelHandlerContext to = context;
        if (out != null && to != null) {
            to.writeAndFlush(out, to.voidPromise());
            out = null;
        }
    }

    @Override
    public void leave() {
        state = State.LEAVING;
        queue(BYE);
        flush();
    }

    @Override
    public void abort() {
        state = State.LEAVING;
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void unexpected(String what) {
        if (state != State.LEAVING) {
            generator.fail(what + " (client " + state.name().toLowerCase(Locale.ROOT) + ")");
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        String request = "GET /socket.io/?EIO=" + wire.generation() + "&transport=websocket"
                + (sid.isEmpty() ? "" : "&sid=" + sid) + " HTTP/1.1\r\n"
                + "Host: localhost:" + wire.port() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key() + "\r\n"
                + (wire.isDeflating()
                        ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
                                + " client_no_context_takeover\r\n"
                        : "")
                + "\r\n";
        out().writeCharSequence(request, CharsetUtil.US_ASCII);
        flush();
    }

    /** As unique as real ones are: servers keep it with the handshake. */
    private static String key() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (rest != null) {
            in = rest.writeBytes(in);
            ((ByteBuf) message).release();
            rest = null;
        }
        int at = in.readerIndex();
        if (state == State.UPGRADING) {
            at = upgrade(in, at);
        }
        at = frames(in, at, in.writerIndex());
        if (at < in.writerIndex()) {
            rest = ctx.alloc().buffer(in.writerIndex() - at + 64 * 1024);
            rest.writeBytes(in, at, in.writerIndex() - at);
        }
        in.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (rest != null) {
            rest.release();
            rest = null;
        }
        if (out != null) {
            out.release();
            out = null;
        }
        role.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        unexpected(cause.toString());
        ctx.close();
    }

    private ByteBuf out() {
        ByteBuf buffer = out;
        if (buffer == null) {
            if (context == null) {
                throw new IllegalStateException("not connected");
            }
            buffer = context.alloc().buffer(1024);
            out = buffer;
        }
        return buffer;
    }

    private int upgrade(ByteBuf in, int at) {
        String head = in.toString(at, in.writerIndex() - at, StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return at;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            unexpected("no upgrade but " + head.substring(0, Math.min(80, head.length())));
        }
        if (wire.isDeflating() && !head.contains("permessage-deflate")) {
            unexpected("permessage-deflate was not accepted");
        }
        state = sid.isEmpty() ? State.OPENING : State.PROBING;
        if (state == State.PROBING) {
            queue(PROBE);
        }
        return at + end + 4;
    }

    private int frames(ByteBuf in, int from, int end) {
        int at = from;
        while (state != State.UPGRADING) {
            int head = Frames.serverHeadLength(in, at, end);
            if (head < 0) {
                return at;
            }
            int length = Frames.serverPayloadLength(in, at);
            if (end - at < head + length) {
                return at;
            }
            frame(in.getByte(at), in, at + head, length);
            at += head + length;
        }
        return at;
    }

    private void frame(byte first, ByteBuf in, int at, int length) {
        if (first >= 0) {
            unexpected("a fragmented message");
        }
        switch (first & 0x0f) {
            case Frames.TEXT, Frames.BINARY -> payload(first, in, at, length);
            case Frames.CLOSE -> {
                if (state != State.LEAVING) {
                    unexpected("a close frame");
                }
            }
            case Frames.PING -> queue(Frames.masked(Frames.PONG, new byte[0]));
            default -> unexpected("opcode " + (first & 0x0f));
        }
    }

    private void payload(byte first, ByteBuf in, int at, int length) {
        byte[] bytes = generator.scratch();
        in.getBytes(at, bytes, 0, length);
        boolean isBinary = (first & 0x0f) == Frames.BINARY;
        if ((first & 0x40) == 0) {
            engine(bytes, length, isBinary);
            return;
        }
        try {
            byte[] plain = generator.deflation().inflate(bytes, length);
            engine(plain, plain.length, isBinary);
        } catch (DataFormatException e) {
            unexpected("cannot inflate: " + e);
        }
    }

    private void engine(byte[] bytes, int length, boolean isBinary) {
        if (isBinary) {
            role.message(this, bytes, length, true);
        } else if (bytes[0] == '2') {
            queue(PONG);
        } else if (bytes[0] == '3' && state == State.PROBING) {
            state = State.CONNECTING;
            queue(MOVE);
            queue(JOIN);
        } else if (bytes[0] == '4' && state == State.READY) {
            role.message(this, bytes, length, false);
        } else if (bytes[0] == '0' || bytes[0] == '4') {
            opening(bytes, length);
        }
    }

    private void opening(byte[] bytes, int length) {
        if (bytes[0] == '0' && state == State.OPENING) {
            state = State.CONNECTING;
            if (wire.generation() == 4) {
                queue(JOIN);
            } else {
                keepAlive();
            }
        } else if (bytes[0] == '4' && length > 1 && bytes[1] == '0' && state == State.CONNECTING) {
            state = State.READY;
            role.ready(this);
        } else if (state != State.LEAVING) {
            unexpected("while connecting: " + new String(bytes, 0, Math.min(length, 80), StandardCharsets.UTF_8));
        }
    }

    /** In generation 3 it is the client that pings. */
    private void keepAlive() {
        generator.loop().schedule(this::beat, 20, TimeUnit.SECONDS);
    }

    private void beat() {
        if (context != null && context.channel().isActive()) {
            queue(PING);
            flush();
            keepAlive();
        }
    }
}
