package dev.parley.protocol.parser;

import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.json.JsonScalars;
import dev.parley.protocol.json.Placeholders;
import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.TypeRef;
import dev.parley.protocol.payload.BinaryPayload;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as they were received: slices of a checked JSON text, bound when somebody asks. Strings, numbers, booleans
 * and attachments are bound here; the JSON library is called for the rest.
 */
final class ReceivedArgs implements Args {
    private final JsonCodec codec;
    private final byte[] json;

    /** Begin and end of each element, in turn. */
    private final int[] bounds;

    /** The element that is argument 0: behind the name of an event. */
    private final int first;

    private final int size;
    private final Placeholders placeholders;

    /** Complete before anybody sees these arguments. */
    private final List<BinaryPayload> attachments;

    ReceivedArgs(
            JsonCodec codec,
            byte[] json,
            int[] bounds,
            int first,
            int size,
            Placeholders placeholders,
            List<BinaryPayload> attachments) {
        this.codec = codec;
        this.json = json;
        this.bounds = bounds;
        this.first = first;
        this.size = size;
        this.placeholders = placeholders;
        this.attachments = attachments;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable Object get(int index) {
        return get(index, Object.class);
    }

    @Override
    @SuppressWarnings("unchecked") // the value was read as that very type
    public <T> @Nullable T get(int index, Class<T> type) {
        return (T) read(index, type);
    }

    @Override
    @SuppressWarnings("unchecked") // the value was read as that very type
    public <T> @Nullable T get(int index, TypeRef<T> type) {
        return (T) read(index, type.type());
    }

    private @Nullable Object read(int index, Type type) {
        if (Objects.checkIndex(index, Integer.MAX_VALUE) >= size) {
            return null;
        }
        int begin = begin(index);
        int end = end(index);
        if (type == RawJson.class) {
            return RawJson.slice(json, begin, end, placeholders, attachments);
        }
        return switch (json[begin]) {
            case '"' -> readString(begin, end, type);
            case 't', 'f' -> readBoolean(begin, end, type);
            case 'n' -> readNull(begin, end, type);
            case '{' -> readObject(begin, end, type);
            case '[' -> bind(begin, end, type);
            default -> readNumber(begin, end, type);
        };
    }

    private @Nullable Object readString(int begin, int end, Type type) {
        return type == String.class || type == Object.class || type == CharSequence.class
                ? JsonScalars.string(json, begin, end)
                : bind(begin, end, type);
    }

    private @Nullable Object readBoolean(int begin, int end, Type type) {
        return type == boolean.class || type == Boolean.class || type == Object.class
                ? (Object) (json[begin] == 't')
                : bind(begin, end, type);
    }

    /** Null for the types that are known here, so that a missing argument and a null are the same; others may have a null of their own. */
    private @Nullable Object readNull(int begin, int end, Type type) {
        boolean known = type == Object.class
                || type == String.class
                || type == Integer.class
                || type == Long.class
                || type == Double.class
                || type == Boolean.class
                || (type instanceof Class<?> raw && raw.isPrimitive());
        return known ? null : bind(begin, end, type);
    }

    private @Nullable Object readNumber(int begin, int end, Type type) {
        if (type == Object.class || type == Number.class) {
            return JsonScalars.number(json, begin, end);
        }
        if (type == double.class || type == Double.class) {
            return JsonScalars.decimal(json, begin, end);
        }
        if (JsonScalars.isShortInteger(json, begin, end)) {
            long number = JsonScalars.shortInteger(json, begin, end);
            if (type == long.class || type == Long.class) {
                return number;
            }
            if ((type == int.class || type == Integer.class) && number == (int) number) {
                return (int) number;
            }
        }
        return bind(begin, end, type);
    }

    private @Nullable Object readObject(int begin, int end, Type type) {
        int number = attachments.isEmpty() ? -1 : Placeholders.numberAt(json, begin, end);
        if (number >= 0) {
            BinaryPayload attachment = attachments.get(number);
            if (type == byte[].class || type == Object.class) {
                return attachment.toByteArray();
            }
            if (type == BinaryPayload.class) {
                return attachment;
            }
            if (type == ByteBuffer.class) {
                return attachment.asByteBuffer();
            }
        }
        return bind(begin, end, type);
    }

    private @Nullable Object bind(int begin, int end, Type type) {
        return codec.read(json, begin, end - begin, type, attachments);
    }

    /** Writes all of them with commas between, nothing if there are none; gives attachments to {@code sink}. */
    void writeTo(JsonOutput out, BinarySink sink) {
        if (size > 0) {
            RawJson.slice(json, begin(0), end(size - 1), placeholders, attachments)
                    .writeTo(out, sink);
        }
    }

    /** About how long they are in bytes. */
    int sizeBytes() {
        return size == 0 ? 0 : end(size - 1) - begin(0);
    }

    private int begin(int index) {
        return bounds[2 * (first + index)];
    }

    private int end(int index) {
        return bounds[2 * (first + index) + 1];
    }

    @Override
    public String toString() {
        return size == 0
                ? "[]"
                : "[" + new String(json, begin(0), end(size - 1) - begin(0), StandardCharsets.UTF_8) + "]";
    }
}
