package dev.parley.protocol.json;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.payload.BinaryPayload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Where, in one JSON text, the objects lie that stand for attachments: {@code {"_placeholder":true,"num":0}}, the two
 * members in any order.
 *
 * <p><b>Threads:</b> any, once the text is scanned.
 */
public final class Placeholders {
    /** Of a text without attachments. */
    public static final Placeholders NONE = new Placeholders(0);

    private static final byte[] MARK = "\"_placeholder\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NUMBER = "\"num\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 9;

    private final boolean[] named;

    /** Begin, end and number of each, in turn. */
    private int[] found;

    private int count;

    Placeholders(int attachments) {
        this.named = new boolean[attachments];
        this.found = new int[3 * attachments];
    }

    /**
     * The number of the placeholder that begins at {@code at}, or -1 if none does. For JSON libraries: at the begin of
     * each object of a text with attachments.
     */
    public static int numberAt(byte[] json, int at, int end) {
        return (int) match(json, at, end);
    }

    /** Whether no attachments belong to the text. */
    boolean isEmpty() {
        return named.length == 0;
    }

    /** Notes the placeholder that begins at {@code at}, and returns where it ends; -1 if none begins there. */
    int matchAt(byte[] json, int at, int end) {
        long match = match(json, at, end);
        if (match < 0) {
            return -1;
        }
        int number = (int) match;
        if (number >= named.length) {
            throw new ProtocolViolation("placeholder without attachment");
        }
        named[number] = true;
        int after = (int) (match >>> Integer.SIZE);
        note(at, after, number);
        return after;
    }

    private void note(int begin, int after, int number) {
        int slot = 3 * count++;
        if (slot == found.length) {
            found = Arrays.copyOf(found, 2 * slot);
        }
        found[slot] = begin;
        found[slot + 1] = after;
        found[slot + 2] = number;
    }

    void requireAllNamed() {
        for (boolean one : named) {
            if (!one) {
                throw new ProtocolViolation("attachment without placeholder");
            }
        }
    }

    /** Writes a part of the text, with the numbers that {@code sink} gives to its attachments. */
    void copy(byte[] json, int begin, int end, List<BinaryPayload> attachments, JsonOutput out, BinarySink sink) {
        int from = begin;
        for (int slot = 0; slot < 3 * count; slot += 3) {
            if (found[slot] >= from && found[slot + 1] <= end) {
                out.raw(json, from, found[slot]);
                out.placeholder(sink.add(attachments.get(found[slot + 2])));
                from = found[slot + 1];
            }
        }
        out.raw(json, from, end);
    }

    /** Whether a name, given with its quotes, is {@code _placeholder}; written with escapes it is a name like any other. */
    static boolean isMark(byte[] json, int begin, int end) {
        return Arrays.equals(json, begin, end, MARK, 0, MARK.length);
    }

    /** The end (upper half) and number (lower half) of the placeholder at {@code at}, or -1. */
    private static long match(byte[] json, int at, int end) {
        int next = skipSpace(json, at + 1, end);
        boolean markFirst = startsWith(json, next, end, MARK);
        long number = -1;
        for (int member = 0; member < 2; member++) {
            boolean isMark = markFirst == (member == 0);
            next = skipText(json, next, end, isMark ? MARK : NUMBER);
            next = skipText(json, next, end, ':');
            if (isMark) {
                next = skipText(json, next, end, TRUE);
            } else if (next >= 0) {
                int after = skipDigits(json, next, end);
                number = after < 0 ? -1 : parse(json, next, after);
                next = after < 0 ? -1 : skipSpace(json, after, end);
            }
            next = skipText(json, next, end, member == 0 ? ',' : '}', member == 0);
            if (next < 0) {
                return -1;
            }
        }
        return ((long) next << Integer.SIZE) | number;
    }

    private static int skipText(byte[] json, int at, int end, byte[] text) {
        return at >= 0 && startsWith(json, at, end, text) ? skipSpace(json, at + text.length, end) : -1;
    }

    private static int skipText(byte[] json, int at, int end, char one) {
        return skipText(json, at, end, one, true);
    }

    private static int skipText(byte[] json, int at, int end, char one, boolean space) {
        if (at < 0 || at >= end || json[at] != one) {
            return -1;
        }
        return space ? skipSpace(json, at + 1, end) : at + 1;
    }

    private static int skipDigits(byte[] json, int at, int end) {
        int after = at;
        while (after < end && after - at <= MAX_DIGITS && json[after] >= '0' && json[after] <= '9') {
            after++;
        }
        boolean leadingZero = after - at > 1 && json[at] == '0';
        return after == at || after - at > MAX_DIGITS || leadingZero ? -1 : after;
    }

    private static long parse(byte[] json, int at, int after) {
        long number = 0;
        for (int i = at; i < after; i++) {
            number = number * 10 + json[i] - '0';
        }
        return number;
    }

    private static int skipSpace(byte[] json, int at, int end) {
        int next = at;
        while (next < end && JsonScanner.isSpace(json[next])) {
            next++;
        }
        return next;
    }

    private static boolean startsWith(byte[] json, int at, int end, byte[] text) {
        return end - at >= text.length && Arrays.equals(json, at, at + text.length, text, 0, text.length);
    }
}
