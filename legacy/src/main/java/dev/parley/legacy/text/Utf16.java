package dev.parley.legacy.text;

/**
 * Lengths in UTF-16 units of text that is kept as valid UTF-8: old clients count as JavaScript does. Stateless; any
 * thread.
 */
public final class Utf16 {
    private static final int FIRST_CONTINUATION = 0x80;
    private static final int FIRST_OF_TWO = 0xc0;
    private static final int FIRST_OF_FOUR = 0xf0;

    private Utf16() {}

    /** How many units a slice has. */
    public static int units(byte[] utf8, int from, int to) {
        int units = 0;
        for (int i = from; i < to; i++) {
            units += unitsOf(utf8[i]);
        }
        return units;
    }

    /** Where {@code units} units after {@code from} end, or -1 if the slice ends first or a character is cut in two. */
    public static int skip(byte[] utf8, int from, int to, int units) {
        int rest = units;
        int at = from;
        while (rest > 0 && at < to) {
            rest -= unitsOf(utf8[at]);
            at++;
            while (at < to && isContinuation(utf8[at])) {
                at++;
            }
        }
        return rest == 0 ? at : -1;
    }

    /** Characters of four bytes are two units; of each character, only the first byte counts. */
    private static int unitsOf(byte b) {
        int value = b & 0xff;
        if (value >= FIRST_OF_FOUR) {
            return 2;
        }
        return isContinuation(b) ? 0 : 1;
    }

    private static boolean isContinuation(byte b) {
        int value = b & 0xff;
        return value >= FIRST_CONTINUATION && value < FIRST_OF_TWO;
    }
}
