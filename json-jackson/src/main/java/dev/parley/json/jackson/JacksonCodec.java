package dev.parley.json.jackson;

import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.packet.BindingException;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by Jackson 3.
 *
 * <p>Values may be anything that Jackson writes: records, beans, maps, lists, {@code JsonNode}, {@code java.time}. A
 * {@code byte[]}, {@code ByteBuffer} or {@link BinaryPayload} travels as an attachment wherever it stands. Without a
 * declared type a value is read as {@code Map}, {@code List}, {@code String}, {@code Integer}, {@code Long},
 * {@code Double}, {@code Boolean}, {@code byte[]} or null, also inside of typed values. Of a repeated key the last value
 * counts, unknown properties are ignored. What a peer sends never chooses a class: default typing is switched off.
 *
 * <p><b>Threads:</b> any.
 */
public final class JacksonCodec implements JsonCodec {
    /** As deep as the packets that a decoder lets through by default. */
    private static final int MAX_DEPTH = 512;

    private final JsonMapper mapper;
    private final ObjectWriter writer;

    /** By the types that handlers declare: as many as the application has. */
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    private JacksonCodec(JsonMapper mapper) {
        this.mapper = mapper;
        this.writer = mapper.writer().without(SerializationFeature.INDENT_OUTPUT);
    }

    /** A codec with a mapper of its own: Jackson's defaults, and limits that fit those of the protocol. */
    public static JacksonCodec create() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        return of(JsonMapper.builder(factory).build());
    }

    /**
     * A codec that reads and writes as {@code mapper} does, whose modules and features are kept. Its limits count, too: by
     * Jackson's defaults what is nested deeper than 500 is refused.
     *
     * @param mapper stays as it is; the codec works with a copy whose default typing is off
     */
    public static JacksonCodec of(JsonMapper mapper) {
        return new JacksonCodec(mapper.rebuild()
                .addModule(new WireTypes())
                .deactivateDefaultTyping()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build());
    }

    @Override
    public void write(@Nullable Object value, OutputStream out, BinarySink sink) {
        try (JsonGenerator generator = new AttachingGenerator(writer.createGenerator(out), sink)) {
            writer.writeValue(generator, value);
        } catch (RuntimeException | StackOverflowError failure) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + describe(value) + ": " + reason(failure), failure);
        }
    }

    @Override
    public @Nullable Object read(byte[] json, int offset, int length, Type type, List<BinaryPayload> attachments) {
        ObjectReader reader = readers.computeIfAbsent(type, this::readerOf);
        try {
            if (attachments.isEmpty()) {
                return reader.readValue(json, offset, length);
            }
            try (JsonParser parser = reader.createParser(json, offset, length)) {
                return reader.readValue(new AttachedParser(parser, json, offset, length, attachments));
            }
        } catch (JacksonException failure) {
            throw new BindingException("cannot be read as " + type.getTypeName() + ": " + reason(failure), failure);
        }
    }

    private ObjectReader readerOf(Type type) {
        return mapper.readerFor(mapper.constructType(type));
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }

    private static String reason(Throwable failure) {
        String message =
                failure instanceof JacksonException jackson ? jackson.getOriginalMessage() : failure.getMessage();
        return message == null ? failure.getClass().getName() : message;
    }
}
