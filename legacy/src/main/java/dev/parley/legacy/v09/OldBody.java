package dev.parley.legacy.v09;

import dev.parley.legacy.text.Utf16;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of clients 0.7 to 0.9: one packet as it is, several with U+FFFD, their length in UTF-16 units, and U+FFFD before
 * each. Stateless; any thread.
 */
final class OldBody implements BodyFraming {
    static final OldBody INSTANCE = new OldBody();

    static final HttpBody ACCEPTED = new HttpBody(ContentType.TEXT, TextPayload.of("1"));

    static final byte[] MARK = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

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
    public Frames split(@Nullable String contentType, byte[] body) {
        return new OldFrames(body);
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
