package dev.parley.json.jackson2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.packet.BindingException;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson 2.
 *
 * <p>Values may be anything that Jackson writes: records, beans, maps, lists, {@code JsonNode}, and {@code java.time} and
 * {@code Optional} if Jackson's modules for them are on the class path. A {@code byte[]}, {@code ByteBuffer} or
 * {@link BinaryPayload} travels as an attachment wherever it stands. Without a declared type a value is read as
 * {@code Map}, {@code List}, {@code String}, {@code Integer}, {@code Long}, {@code Double}, {@code Boolean},
 * {@code byte[]} or null, also inside of typed values. Of a repeated key the last value counts. What a peer sends never
 * chooses a class: default typing is switched off.
 *
 * <p><b>Threads:</b> any.
 */
public final class Jackson2Codec implements JsonCodec {
    /** As deep as the packets that a decoder lets through by default. */
    private static final int MAX_DEPTH = 512;

    private final ObjectMapper mapper;
    private final ObjectWriter writer;

    /** By the types that handlers declare: as many as the application has. */
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    private Jackson2Codec(ObjectMapper mapper) {
        this.mapper = mapper;
        this.writer = mapper.writer()
                .without(SerializationFeature.INDENT_OUTPUT)
                .with(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
    }

    /**
     * A codec with a mapper of its own: the modules on the class path, times as text, unknown properties ignored, and
     * limits that fit those of the protocol.
     */
    public static Jackson2Codec create() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        return of(JsonMapper.builder(factory)
                .findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build());
    }

    /**
     * A codec that reads and writes as {@code mapper} does, whose modules and features are kept. Its limits count, too: by
     * Jackson's defaults what is nested deeper than 1,000, or a string longer than 20,000,000 characters, is refused.
     *
     * @param mapper stays as it is; the codec works with a copy whose default typing is off
     */
    public static Jackson2Codec of(ObjectMapper mapper) {
        ObjectMapper own = mapper.copy();
        own.registerModule(new WireTypes());
        own.deactivateDefaultTyping();
        own.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return new Jackson2Codec(own);
    }

    @Override
    public void write(@Nullable Object value, OutputStream out, BinarySink sink) {
        try (JsonGenerator generator = new AttachingGenerator(writer.createGenerator(out), sink)) {
            writer.writeValue(generator, value);
        } catch (IOException | RuntimeException | StackOverflowError failure) {
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
        } catch (IOException failure) {
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
        String message = failure instanceof JsonProcessingException jackson
                ? jackson.getOriginalMessage()
                : failure.getMessage();
        return message == null ? failure.getClass().getName() : message;
    }
}
