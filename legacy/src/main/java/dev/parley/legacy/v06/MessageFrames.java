package dev.parley.legacy.v06;

import dev.parley.legacy.text.Utf16;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;

/** Messages as {@code ~m~length~m~message}, one behind the other; read by {@link FirstFrames}. Stateless; any thread. */
final class MessageFrames {
    static final byte[] MARK = "~m~".getBytes(StandardCharsets.US_ASCII);

    private MessageFrames() {}

    /** The message with its length in UTF-16 units in front. */
    static TextPayload write(Payload message) {
        int end = message.offset() + message.sizeBytes();
        JsonOutput out = new JsonOutput(0, message.sizeBytes() + 16);
        out.raw(MARK, 0, MARK.length);
        out.number(Utf16.units(message.array(), message.offset(), end));
        out.raw(MARK, 0, MARK.length);
        out.raw(message.array(), message.offset(), end);
        return TextPayload.ofUtf8(out.array(), out.begin(), out.length());
    }
}
