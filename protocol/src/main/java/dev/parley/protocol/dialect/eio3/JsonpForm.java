package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.ProtocolViolation;
import java.util.Arrays;

/** The form that a JSONP client posts: {@code d=} and a body of text, percent-encoded. Stateless; any thread. */
final class JsonpForm {
    private JsonpForm() {}

    /**
     * The bytes of field {@code d}.
     *
     * @throws ProtocolViolation if there is none, or a percent sign is followed by no hexadecimal number
     */
    static byte[] field(byte[] form) {
        int from = 0;
        while (from < form.length) {
            int to = from;
            while (to < form.length && form[to] != '&') {
                to++;
            }
            if (to - from >= 2 && form[from] == 'd' && form[from + 1] == '=') {
                return decode(form, from + 2, to);
            }
            from = to + 1;
        }
        throw new ProtocolViolation("form without data");
    }

    private static byte[] decode(byte[] form, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            switch (form[i]) {
                case '%' -> {
                    bytes[length++] = hexadecimal(form, i + 1, to);
                    i += 2;
                }
                case '+' -> bytes[length++] = ' ';
                default -> bytes[length++] = form[i];
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte hexadecimal(byte[] form, int at, int to) {
        int high = at + 1 < to ? Character.digit(form[at], 16) : -1;
        int low = at + 1 < to ? Character.digit(form[at + 1], 16) : -1;
        if (high < 0 || low < 0) {
            throw new ProtocolViolation("malformed form");
        }
        return (byte) (16 * high + low);
    }

    /**
     * Takes back, in place, what the client did to the text so that browsers do not change its line ends: it wrote a line
     * feed as a backslash and {@code n}, and a backslash and {@code n} with one backslash more.
     *
     * @return the length that is left
     */
    static int unescape(byte[] text) {
        int length = 0;
        int backslashes = 0;
        for (byte b : text) {
            if (b == 'n' && backslashes == 1) {
                text[length - 1] = '\n';
            } else {
                if (b == 'n' && backslashes > 1) {
                    length--;
                }
                text[length++] = b;
            }
            backslashes = b == '\\' ? backslashes + 1 : 0;
        }
        return length;
    }
}
