package dev.parley.protocol.json;

import java.nio.charset.StandardCharsets;

/** Reads single values from JSON that {@link JsonScanner} has checked, without a JSON library. Stateless; any thread. */
public final class JsonScalars {
    private static final int MAX_LONG_DIGITS = 18;

    private JsonScalars() {}

    /** The string that lies, with its quotes, in a slice. Escaped lone surrogates stay what they are in Java. */
    public static String string(byte[] json, int begin, int end) {
        int last = end - 1;
        int stop = StringRun.end(json, begin + 1, last);
        if (stop == last) {
            return new String(json, begin + 1, last - begin - 1, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(last - begin);
        int from = begin + 1;
        while (stop < last) {
            text.append(new String(json, from, stop - from, StandardCharsets.UTF_8));
            from = appendEscape(json, stop + 1, text);
            stop = StringRun.end(json, from, last);
        }
        return text.append(new String(json, from, stop - from, StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether the string that lies, with its quotes, in a slice holds an escape. */
    public static boolean hasEscapes(byte[] json, int begin, int end) {
        return StringRun.end(json, begin + 1, end) != end - 1;
    }

    private static int appendEscape(byte[] json, int at, StringBuilder text) {
        switch (json[at]) {
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                int unit = 0;
                for (int i = at + 1; i <= at + 4; i++) {
                    unit = (unit << 4) | Character.digit(json[i], 16);
                }
                text.append((char) unit);
                return at + 5;
            }
            default -> text.append((char) json[at]); // quote, backslash or slash
        }
        return at + 1;
    }

    /** Whether a slice is a whole number that fits a {@code long} for certain: no fraction, no exponent, up to 18 digits. */
    public static boolean isShortInteger(byte[] json, int begin, int end) {
        int at = json[begin] == '-' ? begin + 1 : begin;
        if (end - at > MAX_LONG_DIGITS) {
            return false;
        }
        for (int i = at; i < end; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
        }
        return at < end;
    }

    /** The number in a slice of which {@link #isShortInteger} is true. */
    public static long shortInteger(byte[] json, int begin, int end) {
        boolean negative = json[begin] == '-';
        long number = 0;
        for (int i = negative ? begin + 1 : begin; i < end; i++) {
            number = number * 10 + (json[i] - '0');
        }
        return negative ? -number : number;
    }

    /** Whether a slice is a number. */
    public static boolean isNumber(byte[] json, int begin) {
        return json[begin] == '-' || (json[begin] >= '0' && json[begin] <= '9');
    }

    /** The number in a slice, as JavaScript would have it. */
    public static double decimal(byte[] json, int begin, int end) {
        return Double.parseDouble(new String(json, begin, end - begin, StandardCharsets.US_ASCII));
    }

    /** The number in a slice: an {@code Integer} or {@code Long} if it is whole and fits, else a {@code Double}. */
    public static Number number(byte[] json, int begin, int end) {
        if (!isShortInteger(json, begin, end)) {
            return wideNumber(json, begin, end);
        }
        long number = shortInteger(json, begin, end);
        return number == (int) number ? (Number) (int) number : (Number) number;
    }

    private static Number wideNumber(byte[] json, int begin, int end) {
        if (end - begin <= MAX_LONG_DIGITS + 2) {
            String text = new String(json, begin, end - begin, StandardCharsets.US_ASCII);
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException notWhole) {
                // It has a fraction or an exponent, or needs more than 64 bits.
                return Double.valueOf(text);
            }
        }
        return decimal(json, begin, end);
    }
}
