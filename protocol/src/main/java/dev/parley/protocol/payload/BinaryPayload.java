package dev.parley.protocol.payload;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes without a meaning to the protocol: an attachment, or the message of a binary parser. */
public final class BinaryPayload implements Payload {
    private final byte[] array;
    private final int offset;
    private final int length;

    private BinaryPayload(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The payload of a whole array, which the caller gives away. */
    public static BinaryPayload of(byte[] bytes) {
        return new BinaryPayload(bytes, 0, bytes.length);
    }

    /** The payload of a slice, whose array the caller gives away. */
    public static BinaryPayload of(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new BinaryPayload(bytes, offset, length);
    }

    /** The payload of a copy of what remains in {@code buffer}, whose position does not move. */
    public static BinaryPayload copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return of(bytes);
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

    /** The bytes as a read-only buffer that shares the array. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** These bytes without the first {@code bytes}; shares the array. */
    public BinaryPayload from(int bytes) {
        return of(array, offset + bytes, length - bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BinaryPayload that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return asByteBuffer().hashCode();
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
