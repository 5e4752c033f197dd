package dev.parley.benchmarks.limit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.CharsetUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** One WebSocket: unmasks, looks at a few bytes, answers; one write per read. */
final class LimitConnection extends ChannelInboundHandlerAdapter {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] NEWS = "42[\"news\"".getBytes(StandardCharsets.US_ASCII);
    /** Of {@code 42["broadcast"}. */
    private static final int BROADCAST_LENGTH = 14;

    private final Room room;
    private boolean isOpen;
    private boolean isDeflating;
    private @Nullable ByteBuf rest;
    private @Nullable ByteBuf out;
    private @Nullable ByteBuf news;
    private @Nullable ByteBuf deflatedNews;

    LimitConnection(Room room) {
        this.room = room;
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
        if (!isOpen) {
            at = upgrade(ctx, in);
        }
        at = frames(ctx, in, at);
        if (at < in.writerIndex()) {
            rest = ctx.alloc().buffer(in.writerIndex() - at + 32 * 1024);
            rest.writeBytes(in, at, in.writerIndex() - at);
        }
        in.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (news != null && deflatedNews != null) {
            room.send(news, deflatedNews);
            news = null;
            deflatedNews = null;
        }
        if (out != null) {
            ctx.writeAndFlush(out, ctx.voidPromise());
            out = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        room.leave(ctx);
        if (rest != null) {
            rest.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private int upgrade(ChannelHandlerContext ctx, ByteBuf in) {
        String head = in.toString(StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return in.readerIndex();
        }
        int key = head.indexOf("Sec-WebSocket-Key: ") + 19;
        isDeflating = head.contains("permessage-deflate");
        ByteBuf answer = out(ctx, 512);
        answer.writeCharSequence(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept(head.substring(key, head.indexOf('\r', key)))
                        + (isDeflating
                                ? "\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
                                        + " client_no_context_takeover"
                                : "")
                        + "\r\n\r\n",
                CharsetUtil.US_ASCII);
        text(
                answer,
                "0{\"sid\":\"limit\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
        if (head.contains("EIO=3")) {
            text(answer, "40");
        }
        isOpen = true;
        return in.readerIndex() + end + 4;
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int frames(ChannelHandlerContext ctx, ByteBuf in, int from) {
        int at = from;
        int end = in.writerIndex();
        while (isOpen && end - at >= 6) {
            int length = in.getByte(at + 1) & 0x7f;
            int head = 6;
            if (length == 126 && end - at >= 8) {
                length = in.getUnsignedShort(at + 2);
                head = 8;
            } else if (length >= 126) {
                return at;
            }
            if (end - at < head + length) {
                return at;
            }
            unmask(in, at + head, length, in.getInt(at + head - 4));
            answer(ctx, in, in.getByte(at) & 0x0f, at + head, length);
            at += head + length;
        }
        return at;
    }

    private static void unmask(ByteBuf in, int from, int length, int key) {
        long wide = ((long) key << 32) | (key & 0xffff_ffffL);
        int at = from;
        int end = from + length;
        for (; at + 8 <= end; at += 8) {
            in.setLong(at, in.getLong(at) ^ wide);
        }
        for (int shift = 24; at < end; at++, shift -= 8) {
            in.setByte(at, in.getByte(at) ^ (key >> ((shift + 32) & 31)));
        }
    }

    private void answer(ChannelHandlerContext ctx, ByteBuf in, int opcode, int at, int length) {
        if (opcode == 8) {
            ByteBuf bye = out(ctx, 16);
            bye.writeByte(0x88).writeByte(length).writeBytes(in, at, length);
            ctx.writeAndFlush(bye).addListener(done -> ctx.close());
            out = null;
            isOpen = false;
        } else if (opcode == 2 || in.getByte(at + 1) == '5') {
            copy(out(ctx, length), opcode, in, at, length);
        } else if (in.getByte(at) == '4') {
            packet(ctx, in, at, length);
        }
    }

    private void packet(ChannelHandlerContext ctx, ByteBuf in, int at, int length) {
        if (in.getByte(at + 1) == '0') {
            text(out(ctx, 64), "40{\"sid\":\"limit\"}");
        } else if (in.getByte(at + 2) == '[') {
            if (in.getByte(at + 4) == 'e') {
                copy(out(ctx, length), 1, in, at, length);
            } else {
                broadcast(ctx, in, at + BROADCAST_LENGTH, length - BROADCAST_LENGTH);
            }
        } else {
            acknowledge(ctx, in, at, length);
        }
    }

    /** {@code 42ID["ack",...]}, or {@code join} or {@code leave} instead of {@code ack}. */
    private void acknowledge(ChannelHandlerContext ctx, ByteBuf in, int at, int length) {
        int bracket = at + 3;
        while (in.getByte(bracket) != '[') {
            bracket++;
        }
        byte event = in.getByte(bracket + 2);
        in.setByte(at + 1, '3');
        if (event == 'a') {
            int argument = bracket + 7;
            ByteBuf to = out(ctx, length);
            head(to, 1, length - 6);
            to.writeBytes(in, at, bracket - at + 1).writeBytes(in, argument, at + length - argument);
            return;
        }
        if (event == 'j') {
            room.join(ctx, isDeflating);
        } else {
            room.leave(ctx);
        }
        ByteBuf to = out(ctx, 32);
        head(to, 1, bracket - at + 2);
        to.writeBytes(in, at, bracket - at + 1).writeByte(']');
    }

    private void broadcast(ChannelHandlerContext ctx, ByteBuf in, int at, int length) {
        ByteBuf to = news;
        ByteBuf small = deflatedNews;
        if (to == null || small == null) {
            to = ctx.alloc().directBuffer(1024);
            small = ctx.alloc().directBuffer(1024);
            news = to;
            deflatedNews = small;
        }
        int start = to.writerIndex();
        head(to, 1, NEWS.length + length);
        int payload = to.writerIndex();
        to.writeBytes(NEWS).writeBytes(in, at, length);
        if (room.isDeflating()) {
            deflate(small, to.slice(payload, to.writerIndex() - payload));
            to.writerIndex(start);
        }
    }

    private static void deflate(ByteBuf to, ByteBuf plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        byte[] bytes = new byte[plain.readableBytes() + 64];
        deflater.setInput(plain.nioBuffer());
        int length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH) - 4;
        deflater.end();
        head(to, 0x41, length);
        to.writeBytes(Unpooled.wrappedBuffer(bytes, 0, length));
    }

    private ByteBuf out(ChannelHandlerContext ctx, int more) {
        ByteBuf buffer = out;
        if (buffer == null) {
            buffer = ctx.alloc().directBuffer(more + 16);
            out = buffer;
        }
        return buffer;
    }

    private static void copy(ByteBuf to, int opcode, ByteBuf in, int at, int length) {
        head(to, opcode, length);
        to.writeBytes(in, at, length);
    }

    private static void text(ByteBuf to, String text) {
        head(to, 1, text.length());
        to.writeCharSequence(text, CharsetUtil.US_ASCII);
    }

    private static void head(ByteBuf to, int opcode, int length) {
        to.writeByte(0x80 | opcode);
        if (length < 126) {
            to.writeByte(length);
        } else {
            to.writeByte(126).writeShort(length);
        }
    }
}
