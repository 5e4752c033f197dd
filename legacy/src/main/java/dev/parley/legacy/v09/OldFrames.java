package dev.parley.legacy.v09;

import dev.parley.legacy.text.Utf16;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import org.jspecify.annotations.Nullable;

/** The packets of an {@link OldBody}. */
final class OldFrames implements Frames {
    /** More packets in one body end the session. */
    static final int MAX_PACKETS = 10_000;

    private static final int MAX_LENGTH_DIGITS = 9;

    private final byte[] body;
    private final boolean isOne;
    private int at;
    private int packets;

    OldFrames(byte[] body) {
        if (!Utf8.isValid(body, 0, body.length)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        this.body = body;
        this.isOne = !isMark(0);
    }

    @Override
    public @Nullable Frame next() {
        if (packets > 0 && at == body.length) {
            return null;
        }
        if (packets++ == MAX_PACKETS) {
            throw new ProtocolViolation("too many packets in one body");
        }
        int from = isOne ? 0 : begin();
        if (isOne) {
            at = body.length;
        }
        return OldFraming.read(TextPayload.ofUtf8(body, from, at - from));
    }

    /** Reads a length; returns where its packet begins, and goes to where it ends. */
    private int begin() {
        int begin = skipMark(at);
        int digits = PacketText.skipDigits(body, begin, body.length);
        if (digits == begin || digits - begin > MAX_LENGTH_DIGITS) {
            throw new ProtocolViolation("packet without a length");
        }
        int from = skipMark(digits);
        at = Utf16.skip(body, from, body.length, (int) PacketText.number(body, begin, digits));
        if (at < 0) {
            throw new ProtocolViolation("packet with a wrong length");
        }
        return from;
    }

    private int skipMark(int from) {
        if (!isMark(from)) {
            throw new ProtocolViolation("packet without a length");
        }
        return from + OldBody.MARK.length;
    }

    private boolean isMark(int from) {
        byte[] mark = OldBody.MARK;
        return from + mark.length <= body.length
                && body[from] == mark[0]
                && body[from + 1] == mark[1]
                && body[from + 2] == mark[2];
    }
}
