package dev.parley.protocol.dialect.eio4;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of Engine.IO 4: frames as text with the byte 0x1e between them. Stateless; any thread. */
enum SeparatedBody implements BodyFraming {
    /** The only one. */
    INSTANCE;

    static final byte SEPARATOR = 0x1e;
    private static final HttpBody OK = new HttpBody(ContentType.HTML, TextPayload.of("ok"));

    @Override
    public Framing framing() {
        return EngineIo4Framing.BASE64;
    }

    @Override
    public HttpBody join(List<WireMessage> messages) {
        if (messages.size() == 1) {
            return new HttpBody(ContentType.TEXT, messages.get(0).payload());
        }
        int size = Math.max(0, messages.size() - 1);
        for (WireMessage message : messages) {
            size = Math.addExact(size, message.payload().sizeBytes());
        }
        byte[] body = new byte[size];
        int at = 0;
        for (WireMessage message : messages) {
            if (at > 0) {
                body[at++] = SEPARATOR;
            }
            Payload payload = message.payload();
            System.arraycopy(payload.array(), payload.offset(), body, at, payload.sizeBytes());
            at += payload.sizeBytes();
        }
        return new HttpBody(ContentType.TEXT, TextPayload.ofUtf8(body));
    }

    @Override
    public Frames split(@Nullable String contentType, byte[] body) {
        return new SeparatedFrames(body);
    }

    /** Text of any type; only the binary type of Engine.IO 3 has no meaning any more. */
    @Override
    public boolean accepts(@Nullable String contentType) {
        return !ContentType.isOctetStream(contentType);
    }

    @Override
    public HttpBody accepted() {
        return OK;
    }
}
