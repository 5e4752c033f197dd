package dev.parley.json.jackson;

import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Gives binary values away and writes placeholders instead; writes what JSON cannot say as JavaScript does. One value, one object. */
final class AttachingGenerator extends JsonGeneratorDelegate {
    private final BinarySink sink;

    AttachingGenerator(JsonGenerator delegate, BinarySink sink) {
        super(delegate, false); // false: nested values come back through this object
        this.sink = sink;
    }

    JsonGenerator writeAttachment(BinaryPayload value) {
        int number = sink.add(value);
        delegate.writeStartObject();
        delegate.writeName("_placeholder");
        delegate.writeBoolean(true);
        delegate.writeName("num");
        delegate.writeNumber(number);
        delegate.writeEndObject();
        return this;
    }

    void writeJson(RawJson value) {
        JsonOutput text = new JsonOutput(0, value.sizeBytes());
        value.writeTo(text, sink);
        delegate.writeRawValue(new String(text.array(), text.begin(), text.length(), StandardCharsets.UTF_8));
    }

    @Override
    public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
        return writeAttachment(
                offset == 0 && length == data.length
                        ? BinaryPayload.of(data)
                        : BinaryPayload.of(Arrays.copyOfRange(data, offset, offset + length)));
    }

    @Override
    public int writeBinary(Base64Variant variant, InputStream data, int length) {
        try {
            byte[] bytes = length < 0 ? data.readAllBytes() : data.readNBytes(length);
            writeAttachment(BinaryPayload.of(bytes));
            return bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public JsonGenerator writeString(String text) {
        delegate.writeString(WholeText.of(text));
        return this;
    }

    @Override
    public JsonGenerator writeString(char[] text, int offset, int length) {
        return writeString(new String(text, offset, length));
    }

    @Override
    public JsonGenerator writeName(String name) {
        delegate.writeName(WholeText.of(name));
        return this;
    }

    @Override
    public JsonGenerator writeArray(String[] array, int offset, int length) {
        delegate.writeStartArray(array, length);
        for (int i = offset; i < offset + length; i++) {
            writeString(array[i]);
        }
        delegate.writeEndArray();
        return this;
    }

    @Override
    public JsonGenerator writeArray(double[] array, int offset, int length) {
        delegate.writeStartArray(array, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(array[i]);
        }
        delegate.writeEndArray();
        return this;
    }

    @Override
    public JsonGenerator writeNumber(double value) {
        return Double.isFinite(value) ? super.writeNumber(value) : super.writeNull();
    }

    @Override
    public JsonGenerator writeNumber(float value) {
        return Float.isFinite(value) ? super.writeNumber(value) : super.writeNull();
    }
}
