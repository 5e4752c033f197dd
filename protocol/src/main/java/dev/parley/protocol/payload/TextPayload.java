package dev.parley.protocol.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text, kept as UTF-8; the {@code String} is made once, when somebody asks for it.
 *
 * <p>Who makes one from bytes has checked that they are valid UTF-8 (transports do it as the bytes arrive).
 */
public final class TextPayload implements Payload {
    /** The empty text. */
    public static final TextPayload EMPTY = new TextPayload(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    /** Filled at the first call of {@link #string()}; two threads may race, both with the same result. */
    private @Nullable String string;

    private TextPayload(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The payload of {@code text}; a lone surrogate becomes {@code ?}, never invalid UTF-8. */
    public static TextPayload of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TextPayload(bytes, 0, bytes.length);
    }

    /** The payload of a whole array of valid UTF-8, which the caller gives away. */
    public static TextPayload ofUtf8(byte[] utf8) {
        return new TextPayload(utf8, 0, utf8.length);
    }

    /** The payload of a slice of valid UTF-8, which the caller gives away. */
    public static TextPayload ofUtf8(byte[] utf8, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, utf8.length);
        return new TextPayload(utf8, offset, length);
    }

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int sizeBytes() {
        return length;
    }

    @Override
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The first byte, or 0 if the text is empty. */
    public byte firstByte() {
        return length == 0 ? 0 : array[offset];
    }

    /** This text without its first {@code bytes} bytes; shares the array. */
    public TextPayload from(int bytes) {
        return ofUtf8(array, offset + bytes, length - bytes);
    }

    /**
     * This text with one ASCII character in front. No byte is copied if that character already stands before this
     * slice in its array; encoders of packets leave it there on purpose.
     */
    public TextPayload precededBy(char ascii) {
        if (offset > 0 && array[offset - 1] == ascii) {
            return new TextPayload(array, offset - 1, length + 1);
        }
        byte[] extended = new byte[length + 1];
        extended[0] = (byte) ascii;
        System.arraycopy(array, offset, extended, 1, length);
        return new TextPayload(extended, 0, extended.length);
    }

    /** The text. */
    public String string() {
        String known = string;
        if (known == null) {
            known = new String(array, offset, length, StandardCharsets.UTF_8);
            string = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextPayload that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return string().hashCode();
    }

    @Override
    public String toString() {
        return string();
    }
}
