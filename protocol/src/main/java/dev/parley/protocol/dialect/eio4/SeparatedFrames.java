package dev.parley.protocol.dialect.eio4;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import org.jspecify.annotations.Nullable;

/** The frames of a {@link SeparatedBody}. */
final class SeparatedFrames implements Frames {
    private final byte[] body;

    /** Where the next frame begins; behind the end of the body when there is none. */
    private int from;

    SeparatedFrames(byte[] body) {
        this.body = body;
    }

    @Override
    public @Nullable Frame next() {
        int begin = from;
        if (begin > body.length) {
            return null;
        }
        int to = begin;
        while (to < body.length && body[to] != SeparatedBody.SEPARATOR) {
            to++;
        }
        if (!Utf8.isValid(body, begin, to)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        from = to + 1;
        return EngineIo4Framing.decode(TextPayload.ofUtf8(body, begin, to - begin));
    }
}
