package dev.parley.legacy.v06;

import dev.parley.legacy.text.Utf16;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Messages as {@code ~m~length~m~message}, one behind the other. Stateless; any thread. */
final class MessageFrames {
    private static final byte[] MARK = "~m~".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LENGTH_DIGITS = 9;

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

    /**
     * Hands the messages in a slice of valid UTF-8 to {@code sink}. At the first thing that is no message it stops; what
     * came before counts, as in the old server.
     */
    static void read(byte[] utf8, int from, int end, Consumer<TextPayload> sink) {
        int at = from;
        while (isMark(utf8, at, end)) {
            int digits = at + MARK.length;
            int digitsEnd = digits;
            int length = 0;
            while (digitsEnd < end && isDigit(utf8[digitsEnd]) && digitsEnd - digits < MAX_LENGTH_DIGITS) {
                length = length * 10 + utf8[digitsEnd] - '0';
                digitsEnd++;
            }
            if (digitsEnd == digits || !isMark(utf8, digitsEnd, end)) {
                return;
            }
            int begin = digitsEnd + MARK.length;
            at = Utf16.skip(utf8, begin, end, length);
            if (at < 0) {
                return;
            }
            sink.accept(TextPayload.ofUtf8(utf8, begin, at - begin));
        }
    }

    private static boolean isMark(byte[] utf8, int at, int end) {
        return at + MARK.length <= end && utf8[at] == MARK[0] && utf8[at + 1] == MARK[1] && utf8[at + 2] == MARK[2];
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
