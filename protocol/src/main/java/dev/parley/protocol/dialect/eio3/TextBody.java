package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import java.util.List;
import java.util.function.Consumer;

/** Bodies of text: {@code 6:4hello2:4€}, lengths in UTF-16 units. Stateless; any thread. */
final class TextBody {
    private static final int MAX_LENGTH_DIGITS = 10;

    private TextBody() {}

    /** Whether all messages are text in ASCII, the only text whose length no client disputes. */
    static boolean canJoin(List<WireMessage> messages) {
        for (WireMessage message : messages) {
            Payload payload = message.payload();
            int to = payload.offset() + payload.sizeBytes();
            if (!(payload instanceof TextPayload) || !Utf8.isAscii(payload.array(), payload.offset(), to)) {
                return false;
            }
        }
        return true;
    }

    /** The body of messages that {@link #canJoin}. */
    static JsonOutput join(List<WireMessage> messages) {
        int size = 0;
        for (WireMessage message : messages) {
            size = Math.addExact(size, message.payload().sizeBytes() + MAX_LENGTH_DIGITS);
        }
        JsonOutput body = new JsonOutput(0, size);
        for (WireMessage message : messages) {
            Payload payload = message.payload();
            body.number(payload.sizeBytes());
            body.raw(':');
            body.raw(payload.array(), payload.offset(), payload.offset() + payload.sizeBytes());
        }
        return body;
    }

    static void split(byte[] body, int begin, int end, PeerText peer, Consumer<Frame> sink) {
        if (!Utf8.isValid(body, begin, end)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        if (begin == end) {
            throw new ProtocolViolation("empty body");
        }
        int at = begin;
        while (at < end) {
            int digits = at;
            long length = 0;
            while (at < end && body[at] >= '0' && body[at] <= '9' && at - digits < MAX_LENGTH_DIGITS) {
                length = length * 10 + (body[at++] - '0');
            }
            if (at == digits || at == end || body[at] != ':') {
                throw new ProtocolViolation("malformed length of a frame");
            }
            int from = at + 1;
            at = Utf16Length.skip(body, from, end, length);
            if (at < 0) {
                throw new ProtocolViolation("length of a frame beyond its body");
            }
            if (at > from) { // an empty list is written as one frame of no length
                sink.accept(EngineIo3Framing.decode(peer.read(TextPayload.ofUtf8(body, from, at - from))));
            }
        }
    }
}
