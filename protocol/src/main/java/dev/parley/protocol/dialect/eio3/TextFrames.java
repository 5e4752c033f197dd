package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import org.jspecify.annotations.Nullable;

/** The frames of a {@link TextBody}. */
final class TextFrames implements Frames {
    private final byte[] body;
    private final int end;
    private final PeerText peer;
    private int at;

    /** The frames of the first {@code end} bytes of {@code body}. */
    TextFrames(byte[] body, int end, PeerText peer) {
        if (!Utf8.isValid(body, 0, end)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        if (end == 0) {
            throw new ProtocolViolation("empty body");
        }
        this.body = body;
        this.end = end;
        this.peer = peer;
    }

    @Override
    public @Nullable Frame next() {
        while (at < end) {
            long length = readLength();
            int from = at;
            at = Utf16Length.skip(body, from, end, length);
            if (at < 0) {
                throw new ProtocolViolation("length of a frame beyond its body");
            }
            if (at > from) { // an empty list is written as one frame of no length
                return EngineIo3Framing.decode(peer.read(TextPayload.ofUtf8(body, from, at - from)));
            }
        }
        return null;
    }

    private long readLength() {
        int digits = at;
        long length = 0;
        while (at < end && body[at] >= '0' && body[at] <= '9' && at - digits < TextBody.MAX_LENGTH_DIGITS) {
            length = length * 10 + (body[at++] - '0');
        }
        if (at == digits || at == end || body[at] != ':') {
            throw new ProtocolViolation("malformed length of a frame");
        }
        at++;
        return length;
    }
}
