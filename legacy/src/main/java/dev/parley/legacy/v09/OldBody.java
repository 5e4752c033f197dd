package dev.parley.legacy.v09;

import dev.parley.legacy.text.Utf16;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of clients 0.7 to 0.9: one packet as it is, several with U+FFFD, their length in UTF-16 units, and U+FFFD before
 * each. Stateless; any thread.
 */
final class OldBody implements BodyFraming {
    static final OldBody INSTANCE = new OldBody();

    static final HttpBody ACCEPTED = new HttpBody(ContentType.TEXT, TextPayload.of("1"));

    /** More packets in one body end the session. */
    static final int MAX_PACKETS = 10_000;

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
    private static final int MAX_LENGTH_DIGITS = 9;

    private OldBody() {}

    @Override
    public Framing framing() {
        return OldFraming.PLAIN;
    }

    @Override
    public HttpBody join(List<WireMessage> messages) {
        return new HttpBody(ContentType.TEXT, payload(messages));
    }

    static Payload payload(List<WireMessage> messages) {
        if (messages.size() == 1) {
            return messages.get(0).payload();
        }
        JsonOutput out = new JsonOutput(0, 256);
        for (WireMessage message : messages) {
            Payload packet = message.payload();
            int end = packet.offset() + packet.sizeBytes();
            out.raw(MARK, 0, MARK.length);
            out.number(Utf16.units(packet.array(), packet.offset(), end));
            out.raw(MARK, 0, MARK.length);
            out.raw(packet.array(), packet.offset(), end);
        }
        return TextPayload.ofUtf8(out.array(), out.begin(), out.length());
    }

    @Override
    public void split(@Nullable String contentType, byte[] body, Consumer<Frame> sink) {
        if (!Utf8.isValid(body, 0, body.length)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        if (!isMark(body, 0)) {
            sink.accept(OldFraming.read(TextPayload.ofUtf8(body)));
            return;
        }
        int at = 0;
        for (int packets = 0; at < body.length; packets++) {
            if (packets == MAX_PACKETS) {
                throw new ProtocolViolation("too many packets in one body");
            }
            int begin = skipMark(body, at);
            int digits = PacketText.skipDigits(body, begin, body.length);
            if (digits == begin || digits - begin > MAX_LENGTH_DIGITS) {
                throw new ProtocolViolation("packet without a length");
            }
            int from = skipMark(body, digits);
            at = Utf16.skip(body, from, body.length, (int) PacketText.number(body, begin, digits));
            if (at < 0) {
                throw new ProtocolViolation("packet with a wrong length");
            }
            sink.accept(OldFraming.read(TextPayload.ofUtf8(body, from, at - from)));
        }
    }

    private static int skipMark(byte[] body, int at) {
        if (!isMark(body, at)) {
            throw new ProtocolViolation("packet without a length");
        }
        return at + MARK.length;
    }

    private static boolean isMark(byte[] body, int at) {
        return at + MARK.length <= body.length
                && body[at] == MARK[0]
                && body[at + 1] == MARK[1]
                && body[at + 2] == MARK[2];
    }

    /** Whatever it says it is: old browsers send odd types, or none. */
    @Override
    public boolean accepts(@Nullable String contentType) {
        return true;
    }

    @Override
    public HttpBody accepted() {
        return ACCEPTED;
    }
}
