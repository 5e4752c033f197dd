package dev.parley.legacy.text;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fields of forms, as browsers post them ({@code application/x-www-form-urlencoded}). Stateless; any thread. */
public final class FormField {
    private FormField() {}

    /**
     * The decoded value of the first field of this name, or null if there is none. What is not rightly percent-encoded
     * stays as it is.
     *
     * @throws ProtocolViolation if it is not UTF-8
     */
    public static byte @Nullable [] first(byte[] form, String name) {
        byte[] start = (name + "=").getBytes(StandardCharsets.US_ASCII);
        int from = 0;
        while (from < form.length) {
            int to = end(form, from);
            if (to - from >= start.length && Arrays.equals(form, from, from + start.length, start, 0, start.length)) {
                byte[] value = decode(form, from + start.length, to);
                if (!Utf8.isValid(value, 0, value.length)) {
                    throw new ProtocolViolation("invalid UTF-8");
                }
                return value;
            }
            from = to + 1;
        }
        return null;
    }

    private static int end(byte[] form, int from) {
        int to = from;
        while (to < form.length && form[to] != '&') {
            to++;
        }
        return to;
    }

    private static byte[] decode(byte[] form, int from, int to) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            int code = form[i] == '%' && i + 2 < to ? hex(form[i + 1]) << 4 | hex(form[i + 2]) : -1;
            if (code >= 0) {
                value.write(code);
                i += 2;
            } else {
                value.write(form[i] == '+' ? ' ' : form[i]);
            }
        }
        return value.toByteArray();
    }

    /** Negative if it is no digit; then the whole code is negative. */
    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    /** The text with LF in place of CR LF: browsers post line breaks so, whatever the page wrote. */
    public static byte[] withPlainLineBreaks(byte[] text) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            boolean isBreak = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
            if (!isBreak) {
                plain.write(text[i]);
            }
        }
        return plain.toByteArray();
    }
}
