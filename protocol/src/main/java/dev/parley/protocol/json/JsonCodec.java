package dev.parley.protocol.json;

import dev.parley.protocol.packet.BindingException;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON library, as the protocol needs it. Implementations are thread-safe.
 *
 * <p>Binary values ({@code byte[]}, {@code ByteBuffer}, {@link BinaryPayload}) at any depth are not written as JSON:
 * each is handed to the sink, and {@code {"_placeholder":true,"num":n}} with the number that the sink returned stands in
 * its place. Reading turns such placeholders back into binary values.
 */
public interface JsonCodec {
    /**
     * Writes one value as UTF-8 JSON without line breaks. A lone surrogate in a string must not lead to invalid UTF-8.
     *
     * @throws IllegalArgumentException if it cannot be written, with the reason
     */
    void write(@Nullable Object value, OutputStream out, BinarySink sink);

    /**
     * Reads one value as {@code type} ({@code Object.class}: {@code Map}, {@code List}, {@code String}, {@code Integer},
     * {@code Long}, {@code Double}, {@code Boolean}, {@code byte[]}).
     *
     * @param json holds valid JSON, its depth, numbers and names already checked against the limits
     * @param attachments what placeholders refer to, found with {@link Placeholders#numberAt}; their numbers are already
     *     checked. If there are none, nothing is a placeholder
     * @throws BindingException if it cannot be read as that type
     */
    @Nullable Object read(byte[] json, int offset, int length, Type type, List<BinaryPayload> attachments);

    /** Takes the binary values that a writer meets. */
    @FunctionalInterface
    interface BinarySink {
        /** Takes a value and gives the number of its placeholder. */
        int add(BinaryPayload value);
    }
}
