package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import org.jspecify.annotations.Nullable;

/** The frames of a {@link BinaryBody}. */
final class BinaryFrames implements Frames {
    private final byte[] body;
    private int at;

    BinaryFrames(byte[] body) {
        if (body.length == 0) {
            throw new ProtocolViolation("empty body");
        }
        this.body = body;
    }

    @Override
    public @Nullable Frame next() {
        if (at == body.length) {
            return null;
        }
        byte kind = body[at++];
        if (kind != BinaryBody.TEXT && kind != BinaryBody.BINARY) {
            throw new ProtocolViolation("unknown kind of frame");
        }
        long length = readLength();
        int from = at;
        if (length > body.length - from) {
            throw new ProtocolViolation("length of a frame beyond its body");
        }
        at = from + (int) length;
        return kind == BinaryBody.TEXT ? text(from, at) : binary(from, at);
    }

    private long readLength() {
        int digits = at;
        long length = 0;
        while (at < body.length && body[at] >= 0 && body[at] <= 9 && at - digits < BinaryBody.MAX_LENGTH_DIGITS) {
            length = length * 10 + body[at++];
        }
        if (at == digits || at == body.length || body[at] != BinaryBody.END_OF_LENGTH) {
            throw new ProtocolViolation("malformed length of a frame");
        }
        at++;
        return length;
    }

    private Frame text(int from, int to) {
        if (!Utf8.isValid(body, from, to)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        return EngineIo3Framing.decode(TextPayload.ofUtf8(body, from, to - from));
    }

    private Frame binary(int from, int to) {
        return EngineIo3Framing.decode(BinaryPayload.of(body, from, to - from));
    }
}
