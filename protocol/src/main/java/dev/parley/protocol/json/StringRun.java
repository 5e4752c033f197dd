package dev.parley.protocol.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds where the plain part of a JSON string ends, eight bytes at a time: most bytes of most messages pass here. */
final class StringRun {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long QUESTION_MARKS = '?' * ONES;
    private static final long SPACES = ' ' * ONES;

    private StringRun() {}

    /** The index of the first quote, backslash or control character at or after {@code from}, or {@code end}. */
    static int end(byte[] utf8, int from, int end) {
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) LONGS.get(utf8, at);
            // Subtracting sets the high bit of a byte that is less; those beyond ASCII, which have it set, are cleared.
            long less = ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES);
            long found = less & ~word & HIGH_BITS;
            if (found != 0) {
                // The lowest mark is true; marks above it may be carried over from it.
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < end && isPlain(utf8[at])) {
            at++;
        }
        return at;
    }

    /** Whether a question mark is among the bytes: what encoders put in the place of what they cannot say. */
    static boolean hasQuestionMark(byte[] utf8) {
        int at = 0;
        for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
            long word = (long) LONGS.get(utf8, at) ^ QUESTION_MARKS;
            if (((word - ONES) & ~word & HIGH_BITS) != 0) {
                return true;
            }
        }
        while (at < utf8.length && utf8[at] != '?') {
            at++;
        }
        return at < utf8.length;
    }

    private static boolean isPlain(byte b) {
        return b != '"' && b != '\\' && (b < 0 || b >= ' ');
    }
}
