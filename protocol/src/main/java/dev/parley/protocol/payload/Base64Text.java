package dev.parley.protocol.payload;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Binary data as text: the standard alphabet, with padding. Stateless; any thread. */
public final class Base64Text {
    private Base64Text() {}

    /** The text of {@code data}, with ASCII characters in front. */
    public static TextPayload encode(String prefix, BinaryPayload data) {
        ByteBuffer coded = Base64.getEncoder().encode(data.asByteBuffer());
        int length = prefix.length();
        byte[] text = new byte[length + coded.remaining()];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) prefix.charAt(i);
        }
        coded.get(text, length, coded.remaining());
        return TextPayload.ofUtf8(text);
    }

    /**
     * The data of a slice, or null if it is not base64: a foreign character, missing padding, or something behind it. Line
     * breaks are allowed, because the official Java client puts one behind every 76 characters, and at the end.
     */
    public static @Nullable BinaryPayload decode(byte[] text, int from, int to) {
        return to > from && text[to - 1] == '\n' ? decodeLines(text, from, to) : decodeLine(text, from, to);
    }

    private static @Nullable BinaryPayload decodeLines(byte[] text, int from, int to) {
        byte[] line = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (text[i] != '\n' && text[i] != '\r') {
                line[length++] = text[i];
            }
        }
        return decodeLine(line, 0, length);
    }

    private static @Nullable BinaryPayload decodeLine(byte[] text, int from, int to) {
        if ((to - from) % 4 != 0) {
            return null;
        }
        try {
            ByteBuffer data = Base64.getDecoder().decode(ByteBuffer.wrap(text, from, to - from));
            return BinaryPayload.of(data.array(), data.arrayOffset() + data.position(), data.remaining());
        } catch (IllegalArgumentException foreign) {
            return null; // the caller knows whose fault it is
        }
    }
}
