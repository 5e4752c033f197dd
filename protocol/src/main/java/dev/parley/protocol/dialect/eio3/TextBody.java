package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import java.util.List;

/** Bodies of text: {@code 6:4hello2:4€}, lengths in UTF-16 units; read by {@link TextFrames}. Stateless; any thread. */
final class TextBody {
    static final int MAX_LENGTH_DIGITS = 10;

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
}
