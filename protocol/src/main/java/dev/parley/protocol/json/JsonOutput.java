package dev.parley.protocol.json;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A growing array into which JSON is written as UTF-8, with room in front for what is known last. Also the stream that
 * JSON libraries write to.
 *
 * <p><b>Threads:</b> one call, one object.
 */
public final class JsonOutput extends OutputStream {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private static final int MAX_LONG_LENGTH = 20;

    /** No character becomes longer than this: six bytes of an escape. */
    private static final int MAX_CHAR_LENGTH = 6;

    /** From here on encoding at once is worth an array of its own. */
    private static final int LONG_TEXT = 48;

    private byte[] bytes;
    private int begin;
    private int at;

    /**
     * An empty output.
     *
     * @param headroom bytes that can be put in front
     * @param capacity about how long the text will be
     */
    public JsonOutput(int headroom, int capacity) {
        this.bytes = new byte[headroom + capacity];
        this.begin = headroom;
        this.at = headroom;
    }

    /** The array that holds the text; it is the output's no longer once this was called last. */
    public byte[] array() {
        return bytes;
    }

    /** Where in the array the text begins. */
    public int begin() {
        return begin;
    }

    /** How long the text is, in bytes. */
    public int length() {
        return at - begin;
    }

    /** Puts one ASCII character in front of everything. */
    public void prepend(char ascii) {
        begin--;
        bytes[begin] = (byte) ascii;
    }

    /** Puts a number, not negative, in front of everything. */
    public void prepend(int number) {
        int rest = number;
        do {
            prepend((char) ('0' + rest % 10));
            rest /= 10;
        } while (rest != 0);
    }

    /** Appends one ASCII character. */
    public void raw(char ascii) {
        require(1);
        bytes[at++] = (byte) ascii;
    }

    /** Appends ASCII text. */
    public void ascii(String text) {
        int length = text.length();
        require(length);
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) text.charAt(i);
        }
        at += length;
    }

    /** Appends bytes. */
    public void raw(byte[] source, int from, int to) {
        require(to - from);
        System.arraycopy(source, from, bytes, at, to - from);
        at += to - from;
    }

    /** Appends a whole number. */
    public void number(long value) {
        require(MAX_LONG_LENGTH);
        long rest = value;
        if (rest < 0) {
            if (rest == Long.MIN_VALUE) {
                ascii("-9223372036854775808");
                return;
            }
            bytes[at++] = '-';
            rest = -rest;
        }
        int digits = digits(rest);
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Appends a number; what JSON cannot say becomes {@code null}, as in JavaScript. */
    public void number(double value) {
        ascii(Double.isFinite(value) ? Double.toString(value) : "null");
    }

    /** Appends the object that stands for an attachment. */
    public void placeholder(int number) {
        ascii("{\"_placeholder\":true,\"num\":");
        number(number);
        raw('}');
    }

    /** Appends a string with its quotes. A lone surrogate is escaped, so that the result is always valid UTF-8. */
    public void string(String text) {
        int length = text.length();
        if (length >= LONG_TEXT) {
            longString(text);
            return;
        }
        require(length + 2);
        bytes[at++] = '"';
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x7f || c < ' ' || c == '"' || c == '\\') {
                break;
            }
            bytes[at++] = (byte) c;
        }
        if (i < length) {
            mixed(text, i);
        }
        raw('"');
    }

    /** The JDK encodes many characters at once, but writes a question mark for each lone surrogate. */
    private void longString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (StringRun.hasQuestionMark(utf8) && hasSurrogate(text)) {
            raw('"');
            mixed(text, 0);
            raw('"');
        } else {
            string(utf8, 0, utf8.length);
        }
    }

    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Appends a string, given as a slice of valid UTF-8, with its quotes. */
    public void string(byte[] utf8, int from, int to) {
        require(to - from + 2);
        bytes[at++] = '"';
        int plain = from;
        while (true) {
            int stop = StringRun.end(utf8, plain, to);
            raw(utf8, plain, stop);
            if (stop == to) {
                break;
            }
            require(MAX_CHAR_LENGTH);
            escape((char) utf8[stop]);
            plain = stop + 1;
        }
        raw('"');
    }

    /** Appends one UTF-16 unit as an escape, for the inside of a string. */
    public void escaped(char unit) {
        require(MAX_CHAR_LENGTH);
        bytes[at++] = '\\';
        unit(unit);
    }

    /** Appends one byte as a percent sign and two hexadecimal digits. */
    public void percent(byte value) {
        require(3);
        bytes[at++] = '%';
        bytes[at++] = HEX[(value >>> 4) & 0xf];
        bytes[at++] = HEX[value & 0xf];
    }

    /** Appends text as UTF-8 without quotes or escapes; for what is no JSON, such as namespaces. */
    public void utf8(String text) {
        require(text.length() * MAX_CHAR_LENGTH);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else {
                i = wide(text, i, c);
            }
        }
    }

    private void mixed(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            // Room for this character, and for one byte of each that follows.
            require(MAX_CHAR_LENGTH + text.length() - i);
            char c = text.charAt(i);
            if (c >= 0x80) {
                i = wide(text, i, c);
            } else if (c < ' ' || c == '"' || c == '\\') {
                escape(c);
            } else {
                bytes[at++] = (byte) c;
            }
        }
    }

    private void escape(char c) {
        bytes[at++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[at++] = (byte) c;
            case '\b' -> bytes[at++] = 'b';
            case '\f' -> bytes[at++] = 'f';
            case '\n' -> bytes[at++] = 'n';
            case '\r' -> bytes[at++] = 'r';
            case '\t' -> bytes[at++] = 't';
            default -> unit(c);
        }
    }

    private void unit(char c) {
        bytes[at++] = 'u';
        bytes[at++] = HEX[c >>> 12];
        bytes[at++] = HEX[(c >>> 8) & 0xf];
        bytes[at++] = HEX[(c >>> 4) & 0xf];
        bytes[at++] = HEX[c & 0xf];
    }

    /** Appends the character beyond ASCII at {@code i}; gives the index of its last unit. */
    private int wide(String text, int i, char c) {
        if (c < 0x800) {
            bytes[at++] = (byte) (0xc0 | (c >>> 6));
            bytes[at++] = continuation(c);
        } else if (!Character.isSurrogate(c)) {
            bytes[at++] = (byte) (0xe0 | (c >>> 12));
            bytes[at++] = continuation(c >>> 6);
            bytes[at++] = continuation(c);
        } else if (Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1))) {
            int point = Character.toCodePoint(c, text.charAt(i + 1));
            bytes[at++] = (byte) (0xf0 | (point >>> 18));
            bytes[at++] = continuation(point >>> 12);
            bytes[at++] = continuation(point >>> 6);
            bytes[at++] = continuation(point);
            return i + 1;
        } else {
            bytes[at++] = '\\';
            unit(c);
        }
        return i;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    private void require(int more) {
        if (bytes.length - at < more) {
            int needed = Math.addExact(at, more);
            long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8L);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
        }
    }

    @Override
    public void write(int b) {
        require(1);
        bytes[at++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        raw(source, offset, offset + length);
    }
}
