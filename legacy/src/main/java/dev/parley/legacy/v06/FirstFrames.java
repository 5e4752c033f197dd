package dev.parley.legacy.v06;

import dev.parley.legacy.text.Utf16;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.payload.TextPayload;
import org.jspecify.annotations.Nullable;

/**
 * The frames in a slice of valid UTF-8, written as {@link MessageFrames}. At the first thing that is no message they end;
 * what came before counts, as in the old server. Belongs to the strand of its session.
 */
final class FirstFrames implements Frames {
    private static final String HEARTBEAT = FirstFraming.HEARTBEAT;
    private static final int MAX_LENGTH_DIGITS = 9;

    private final byte[] utf8;
    private final int end;
    private final Heartbeats heartbeats;
    private int at;

    FirstFrames(byte[] utf8, int from, int end, Heartbeats heartbeats) {
        this.utf8 = utf8;
        this.at = from;
        this.end = end;
        this.heartbeats = heartbeats;
    }

    @Override
    public @Nullable Frame next() {
        TextPayload message = message();
        while (message != null) {
            String start = message.firstByte() == '~' ? message.string() : "";
            if (!start.startsWith(HEARTBEAT)) {
                return Frame.message(message);
            }
            if (heartbeats.isLast(start.substring(HEARTBEAT.length()))) {
                return Frame.PONG;
            }
            message = message();
        }
        return null;
    }

    private @Nullable TextPayload message() {
        if (!isMark(at)) {
            return null;
        }
        int digits = at + MessageFrames.MARK.length;
        int digitsEnd = digits;
        int length = 0;
        while (digitsEnd < end && isDigit(utf8[digitsEnd]) && digitsEnd - digits < MAX_LENGTH_DIGITS) {
            length = length * 10 + utf8[digitsEnd] - '0';
            digitsEnd++;
        }
        int begin = digitsEnd + MessageFrames.MARK.length;
        int next = digitsEnd == digits || !isMark(digitsEnd) ? -1 : Utf16.skip(utf8, begin, end, length);
        if (next < 0) {
            at = end;
            return null;
        }
        at = next;
        return TextPayload.ofUtf8(utf8, begin, next - begin);
    }

    private boolean isMark(int from) {
        byte[] mark = MessageFrames.MARK;
        return from + mark.length <= end
                && utf8[from] == mark[0]
                && utf8[from + 1] == mark[1]
                && utf8[from + 2] == mark[2];
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
