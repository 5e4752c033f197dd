package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;

/**
 * Writes a packet in ASCII: characters beyond it are escaped in its JSON, and percent-encoded before it, where the
 * namespace stands. Codecs of old clients disagree about everything else (protocol 7.3). Stateless; any thread.
 */
final class AsciiText {
    private static final int MAX_ESCAPE_RATIO = 3;

    private AsciiText() {}

    /** {@code packet} itself if it is ASCII, as nearly always. */
    static TextPayload of(TextPayload packet) {
        byte[] bytes = packet.array();
        int from = packet.offset();
        int to = from + packet.sizeBytes();
        if (Utf8.isAscii(bytes, from, to)) {
            return packet;
        }
        JsonOutput out = new JsonOutput(1, Math.min(packet.sizeBytes(), Integer.MAX_VALUE / 4) * MAX_ESCAPE_RATIO);
        int json = from;
        while (json < to && bytes[json] != '[' && bytes[json] != '{' && bytes[json] != '"') {
            json++;
        }
        for (int i = from; i < json; i++) {
            if (bytes[i] >= 0) {
                out.raw((char) bytes[i]);
            } else {
                out.percent(bytes[i]);
            }
        }
        escape(packet.from(json - from), out);
        return TextPayload.ofUtf8(out.array(), out.begin(), out.length());
    }

    private static void escape(TextPayload json, JsonOutput out) {
        String text = json.string();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.raw(c);
            } else {
                out.escaped(c);
            }
        }
    }
}
