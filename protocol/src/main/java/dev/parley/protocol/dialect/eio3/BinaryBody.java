package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import java.util.List;
import java.util.function.Consumer;

/**
 * Bodies of bytes: for each frame its kind (0 text, 1 binary), its length in bytes, one byte for each decimal digit, and
 * 0xff. Stateless; any thread.
 */
final class BinaryBody {
    private static final byte TEXT = 0;
    private static final byte BINARY = 1;
    private static final byte END_OF_LENGTH = (byte) 0xff;
    private static final int MAX_LENGTH_DIGITS = 10;
    private static final int MAX_HEADER = MAX_LENGTH_DIGITS + 2;

    private BinaryBody() {}

    static BinaryPayload join(List<WireMessage> messages) {
        int size = 0;
        for (WireMessage message : messages) {
            size = Math.addExact(size, message.payload().sizeBytes() + MAX_HEADER);
        }
        byte[] body = new byte[size];
        int at = 0;
        for (WireMessage message : messages) {
            Payload payload = message.payload();
            body[at++] = payload instanceof TextPayload ? TEXT : BINARY;
            at = writeLength(body, at, payload.sizeBytes());
            System.arraycopy(payload.array(), payload.offset(), body, at, payload.sizeBytes());
            at += payload.sizeBytes();
        }
        return BinaryPayload.of(body, 0, at);
    }

    private static int writeLength(byte[] body, int at, int length) {
        int digits = 1;
        for (int rest = length / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = length;
        for (int i = at + digits - 1; i >= at; i--) {
            body[i] = (byte) (rest % 10);
            rest /= 10;
        }
        body[at + digits] = END_OF_LENGTH;
        return at + digits + 1;
    }

    static void split(byte[] body, Consumer<Frame> sink) {
        if (body.length == 0) {
            throw new ProtocolViolation("empty body");
        }
        int at = 0;
        while (at < body.length) {
            byte kind = body[at++];
            if (kind != TEXT && kind != BINARY) {
                throw new ProtocolViolation("unknown kind of frame");
            }
            int digits = at;
            long length = 0;
            while (at < body.length && body[at] >= 0 && body[at] <= 9 && at - digits < MAX_LENGTH_DIGITS) {
                length = length * 10 + body[at++];
            }
            if (at == digits || at == body.length || body[at] != END_OF_LENGTH) {
                throw new ProtocolViolation("malformed length of a frame");
            }
            int from = at + 1;
            if (length > body.length - from) {
                throw new ProtocolViolation("length of a frame beyond its body");
            }
            at = from + (int) length;
            sink.accept(kind == TEXT ? text(body, from, at) : binary(body, from, at));
        }
    }

    private static Frame text(byte[] body, int from, int to) {
        if (!Utf8.isValid(body, from, to)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        return EngineIo3Framing.decode(TextPayload.ofUtf8(body, from, to - from));
    }

    private static Frame binary(byte[] body, int from, int to) {
        return EngineIo3Framing.decode(BinaryPayload.of(body, from, to - from));
    }
}
