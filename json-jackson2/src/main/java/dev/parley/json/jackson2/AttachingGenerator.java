package dev.parley.json.jackson2;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives binary values away and writes placeholders instead; writes what JSON cannot say as JavaScript does. One value, one object. */
final class AttachingGenerator extends JsonGeneratorDelegate {
    private final BinarySink sink;

    AttachingGenerator(JsonGenerator delegate, BinarySink sink) {
        super(delegate, false); // false: nested values come back through this object
        this.sink = sink;
    }

    void writeAttachment(BinaryPayload value) throws IOException {
        int number = sink.add(value);
        delegate.writeStartObject();
        delegate.writeFieldName("_placeholder");
        delegate.writeBoolean(true);
        delegate.writeFieldName("num");
        delegate.writeNumber(number);
        delegate.writeEndObject();
    }

    void writeJson(RawJson value) throws IOException {
        JsonOutput text = new JsonOutput(0, value.sizeBytes());
        value.writeTo(text, sink);
        delegate.writeRawValue(new String(text.array(), text.begin(), text.length(), StandardCharsets.UTF_8));
    }

    @Override
    public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) throws IOException {
        writeAttachment(
                offset == 0 && length == data.length
                        ? BinaryPayload.of(data)
                        : BinaryPayload.of(Arrays.copyOfRange(data, offset, offset + length)));
    }

    @Override
    public int writeBinary(Base64Variant variant, InputStream data, int length) throws IOException {
        byte[] bytes = length < 0 ? data.readAllBytes() : data.readNBytes(length);
        writeAttachment(BinaryPayload.of(bytes));
        return bytes.length;
    }

    @Override
    public void writeString(String text) throws IOException {
        delegate.writeString(WholeText.of(text));
    }

    @Override
    public void writeString(char[] text, int offset, int length) throws IOException {
        writeString(new String(text, offset, length));
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        delegate.writeFieldName(WholeText.of(name));
    }

    @Override
    public void writeArray(String[] array, int offset, int length) throws IOException {
        delegate.writeStartArray(array, length);
        for (int i = offset; i < offset + length; i++) {
            writeString(array[i]);
        }
        delegate.writeEndArray();
    }

    @Override
    public void writeArray(double[] array, int offset, int length) throws IOException {
        delegate.writeStartArray(array, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(array[i]);
        }
        delegate.writeEndArray();
    }

    @Override
    public void writeNumber(double value) throws IOException {
        if (Double.isFinite(value)) {
            super.writeNumber(value);
        } else {
            super.writeNull();
        }
    }

    @Override
    public void writeNumber(float value) throws IOException {
        if (Float.isFinite(value)) {
            super.writeNumber(value);
        } else {
            super.writeNull();
        }
    }
}
