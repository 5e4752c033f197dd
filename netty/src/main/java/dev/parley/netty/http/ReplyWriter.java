package dev.parley.netty.http;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.netty.websocket.Handshake;
import dev.parley.netty.websocket.WebSocketVersion;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Answers as bytes: one buffer for the head and a small body. Names and values are checked, so that none can begin
 * a header or an answer of its own.
 *
 * <p>Own code, because Netty's encoder wants maps and objects for what is a few dozen bytes to copy. Stateless.
 */
final class ReplyWriter {
    /** Larger bodies leave as they are, behind the head. */
    private static final int COPIED_BYTES = 16 * 1024;

    private static final byte[] VERSION = ascii("HTTP/1.1 ");
    private static final byte[] OK = ascii("HTTP/1.1 200 OK");
    private static final byte[] SWITCHING = ascii("HTTP/1.1 101 Switching Protocols");
    private static final byte[] DATE = ascii("\r\nDate: ");
    private static final byte[] CONTENT_TYPE = ascii("\r\nContent-Type: ");
    private static final byte[] CONTENT_LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] CHUNKED = ascii("\r\nTransfer-Encoding: chunked");
    private static final byte[] CLOSE = ascii("\r\nConnection: close");
    private static final byte[] KEEP_ALIVE = ascii("\r\nConnection: keep-alive");
    private static final byte[] LINE = ascii("\r\n");
    private static final byte[] END = ascii("\r\n\r\n");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    /** What this class writes itself, since the framing of the answer depends on it. */
    private static final Set<String> OURS = Set.of("connection", "content-length", "transfer-encoding", "date");

    /** The headers of the last answer: those of nearly all answers are one and the same list. Written racily. */
    private static volatile Recent recent = new Recent(List.of(), new byte[0]);

    /** Those of the answer before: only what comes twice is worth remembering. Racy, too. */
    private static List<String> seen = List.of();

    private ReplyWriter() {}

    /** Headers as they are written; the list is immutable, so that it is enough to know it again. */
    private record Recent(List<String> headers, byte[] text) {}

    /** How the body of an answer is delimited. */
    enum BodyForm {
        WHOLE,
        /** Answers to HEAD: the length of a body that is not sent. */
        LENGTH_ONLY,
        CHUNKED,
        UNTIL_CLOSE
    }

    /** What the connection demands of an answer. */
    record Form(BodyForm body, boolean closes, boolean saysKeepAlive) {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Throws if a header could be mistaken for something else. Any thread. */
    static void check(HttpReply reply) {
        check(reply.headers());
        if (reply.body() != null) {
            String contentType = reply.body().contentType();
            if (!isValue(contentType)) {
                check(List.of("Content-Type", contentType)); // says what is wrong
            }
        }
    }

    /** Throws if one of these names and values could be mistaken for something else. Any thread. */
    static void check(List<String> headers) {
        if (headers == recent.headers) {
            return; // checked before
        }
        if (headers.size() % 2 != 0) {
            throw new IllegalArgumentException("headers: a name without a value (expected: names and values in turn)");
        }
        for (int i = 0; i < headers.size(); i += 2) {
            String name = headers.get(i);
            if (!isName(name)) {
                throw new IllegalArgumentException("header name with illegal characters (expected: an HTTP token)");
            }
            if (!isValue(headers.get(i + 1))) {
                throw new IllegalArgumentException("header " + name
                        + ": value with line breaks, control characters or characters beyond Latin-1; encode it first");
            }
        }
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ':') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** Writes an answer and does not flush. */
    static void write(ChannelHandlerContext ctx, HttpReply reply, Form form, byte[] date) {
        HttpBody body = allowsBody(reply.status()) ? reply.body() : null;
        Payload content = body == null || form.body() == BodyForm.LENGTH_ONLY ? TextPayload.EMPTY : body.content();
        boolean copies = content.sizeBytes() <= COPIED_BYTES && form.body() != BodyForm.CHUNKED;
        ByteBuf out = ctx.alloc().directBuffer(256 + (copies ? content.sizeBytes() : 0));
        head(out, reply, date);
        if (body != null) {
            out.writeBytes(CONTENT_TYPE);
            text(out, body.contentType());
        }
        framing(out, reply, form, body == null ? 0 : body.content().sizeBytes());
        if (copies) {
            payload(out, content);
        }
        ctx.write(out, ctx.voidPromise());
        if (!copies) {
            writeBody(ctx, content, form.body());
        }
    }

    /** Writes the answer to a handshake and does not flush. */
    static void writeHandshake(ChannelHandlerContext ctx, Handshake.Accepted handshake, byte[] date) {
        ByteBuf out = ctx.alloc().directBuffer(256);
        if (handshake.version() instanceof WebSocketVersion.Hybi) {
            out.writeBytes(SWITCHING).writeBytes(DATE).writeBytes(date);
        } else {
            // Clients of hixie-75 compare the first three lines as they stand: there is no room for a date.
            out.writeBytes(VERSION);
            text(out, handshake.version().status());
        }
        List<String> headers = handshake.headers();
        for (int i = 0; i < headers.size(); i += 2) {
            header(out, headers.get(i), headers.get(i + 1));
        }
        ctx.write(out.writeBytes(END), ctx.voidPromise());
    }

    private static void writeBody(ChannelHandlerContext ctx, Payload content, BodyForm form) {
        if (form == BodyForm.CHUNKED) {
            ctx.write(part(ctx, List.of(content), form), ctx.voidPromise());
        } else {
            ctx.write(
                    Unpooled.wrappedBuffer(content.array(), content.offset(), content.sizeBytes()), ctx.voidPromise());
        }
    }

    /** The next part of a body that grows; empty if there is nothing in it. */
    static ByteBuf part(ChannelHandlerContext ctx, List<Payload> parts, BodyForm form) {
        int length = parts.stream().mapToInt(Payload::sizeBytes).sum();
        if (length == 0 || form == BodyForm.LENGTH_ONLY) {
            return Unpooled.EMPTY_BUFFER; // an empty chunk would end the body
        }
        ByteBuf out = ctx.alloc().directBuffer(length + 16);
        if (form == BodyForm.CHUNKED) {
            out.writeCharSequence(Integer.toHexString(length), StandardCharsets.US_ASCII);
            out.writeBytes(LINE);
        }
        parts.forEach(part -> payload(out, part));
        return form == BodyForm.CHUNKED ? out.writeBytes(LINE) : out;
    }

    /** What ends a body that grew. */
    static ByteBuf end(BodyForm form) {
        return form == BodyForm.CHUNKED ? Unpooled.wrappedBuffer(ascii("0\r\n\r\n")) : Unpooled.EMPTY_BUFFER;
    }

    /** Asks for the body of a request that waits for being asked. */
    static ByteBuf askForBody() {
        return Unpooled.wrappedBuffer(CONTINUE);
    }

    private static void head(ByteBuf out, HttpReply reply, byte[] date) {
        if (reply.status() == 200) {
            out.writeBytes(OK);
        } else {
            out.writeBytes(VERSION);
            text(out, HttpResponseStatus.valueOf(reply.status()).toString());
        }
        out.writeBytes(DATE).writeBytes(date);
        Recent last = recent;
        if (reply.headers() == last.headers) {
            out.writeBytes(last.text);
            return;
        }
        int begin = out.writerIndex();
        headers(out, reply.headers());
        if (reply.headers() == seen) {
            byte[] text = new byte[out.writerIndex() - begin];
            out.getBytes(begin, text);
            recent = new Recent(seen, text);
        }
        seen = reply.headers();
    }

    private static void headers(ByteBuf out, List<String> headers) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (!OURS.contains(headers.get(i).toLowerCase(Locale.ROOT))) {
                header(out, headers.get(i), headers.get(i + 1));
            }
        }
    }

    private static void header(ByteBuf out, String name, String value) {
        out.writeBytes(LINE);
        text(out, name);
        out.writeByte(':').writeByte(' ');
        text(out, value);
    }

    private static void framing(ByteBuf out, HttpReply reply, Form form, int length) {
        switch (form.body()) {
            case WHOLE, LENGTH_ONLY -> {
                if (allowsBody(reply.status())) {
                    out.writeBytes(CONTENT_LENGTH);
                    text(out, Integer.toString(length));
                }
            }
            case CHUNKED -> out.writeBytes(CHUNKED);
            case UNTIL_CLOSE -> {}
        }
        if (form.closes()) {
            out.writeBytes(CLOSE);
        } else if (form.saysKeepAlive()) {
            out.writeBytes(KEEP_ALIVE);
        }
        out.writeBytes(END);
    }

    /** RFC 9110, section 6.4.1. */
    private static boolean allowsBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    private static void payload(ByteBuf out, Payload payload) {
        out.writeBytes(payload.array(), payload.offset(), payload.sizeBytes());
    }

    private static void text(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }
}
