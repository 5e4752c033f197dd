package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the way one client writes text. Clients 1.x encode it as UTF-8 twice, in bodies and, the oldest, on
 * WebSockets; clients 2.x once. Belongs to the strand of its session.
 *
 * <p><b>Protocol:</b> dialects A, B (twice) and C (once). A text with a character that no byte is, or that is no UTF-8
 * when its characters are taken as bytes, was encoded once.
 */
final class PeerText {
    private enum Habit {
        UNKNOWN,
        ONCE,
        TWICE
    }

    private Habit habit;

    private PeerText(Habit habit) {
        this.habit = habit;
    }

    /** Of a client of which nothing is known yet. */
    static PeerText unknown() {
        return new PeerText(Habit.UNKNOWN);
    }

    /** Of a client that is known to encode twice. */
    static PeerText twice() {
        return new PeerText(Habit.TWICE);
    }

    /** What the client meant by a packet whose UTF-8 was decoded once. */
    TextPayload read(TextPayload packet) {
        int from = packet.offset();
        int to = from + packet.sizeBytes();
        if (habit == Habit.ONCE || Utf8.isAscii(packet.array(), from, to)) {
            return packet;
        }
        TextPayload halved = halve(packet.array(), from, to);
        if (halved != null) {
            return halved;
        }
        if (habit == Habit.UNKNOWN) {
            habit = Habit.ONCE;
        }
        return packet;
    }

    /** The text whose UTF-8 bytes are the characters of a slice, or null if they are none. */
    private static @Nullable TextPayload halve(byte[] utf8, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int lead = utf8[i] & 0xff;
            if (lead >= 0x80) {
                if (lead > 0xc3) {
                    return null; // a character above U+00FF
                }
                i++;
                lead = (lead << 6 | (utf8[i] & 0x3f)) & 0xff;
            }
            bytes[length++] = (byte) lead;
        }
        return Utf8.isValid(bytes, 0, length) ? TextPayload.ofUtf8(bytes, 0, length) : null;
    }
}
