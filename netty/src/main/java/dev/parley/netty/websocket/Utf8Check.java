package dev.parley.netty.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes that arrive in pieces are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
 * It remembers a character that is cut between pieces. Confined to a loop.
 */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    /** How many bytes the current character still needs. */
    private int missing;

    /** Between which values the next of them must lie; narrower for the second byte of some characters. */
    private int lowest;

    private int highest;

    /** Takes the next piece. False if it cannot be the continuation of UTF-8. */
    boolean accept(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (missing == 0) {
                i = skipAscii(bytes, i, to);
                if (i < to && !begin(bytes[i++] & 0xff)) {
                    return false;
                }
            } else if (!proceed(bytes[i++] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no character is cut off; begins anew. */
    boolean end() {
        boolean whole = missing == 0;
        missing = 0;
        return whole;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** The first byte of a character of two to four. */
    private boolean begin(int first) {
        if (first < 0xc2 || first > 0xf4) {
            return false;
        }
        lowest = 0x80;
        highest = 0xbf;
        if (first < 0xe0) {
            missing = 1;
        } else if (first < 0xf0) {
            missing = 2;
            lowest = first == 0xe0 ? 0xa0 : 0x80;
            highest = first == 0xed ? 0x9f : 0xbf;
        } else {
            missing = 3;
            lowest = first == 0xf0 ? 0x90 : 0x80;
            highest = first == 0xf4 ? 0x8f : 0xbf;
        }
        return true;
    }

    private boolean proceed(int next) {
        if (next < lowest || next > highest) {
            return false;
        }
        missing--;
        lowest = 0x80;
        highest = 0xbf;
        return true;
    }
}
