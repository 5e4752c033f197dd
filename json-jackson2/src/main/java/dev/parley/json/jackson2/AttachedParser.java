package dev.parley.json.jackson2;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import dev.parley.protocol.json.Placeholders;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows each placeholder as one token: an embedded {@code byte[]}. One value, one object. */
final class AttachedParser extends JsonParserDelegate {
    private final byte[] json;
    private final int offset;
    private final int end;
    private final List<BinaryPayload> attachments;

    /** The attachment whose placeholder was read last, if that is the current token. */
    private @Nullable BinaryPayload attachment;

    AttachedParser(JsonParser delegate, byte[] json, int offset, int length, List<BinaryPayload> attachments) {
        super(delegate);
        this.json = json;
        this.offset = offset;
        this.end = offset + length;
        this.attachments = attachments;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        attachment = null;
        return shown(delegate.nextToken());
    }

    @Override
    public @Nullable JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    @Override
    public @Nullable String nextFieldName() throws IOException {
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }

    @Override
    public boolean nextFieldName(SerializableString name) throws IOException {
        return nextToken() == JsonToken.FIELD_NAME && name.getValue().equals(currentName());
    }

    /** What stands for the token that the delegate has just read. */
    private @Nullable JsonToken shown(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            return token;
        }
        int at = offset + (int) delegate.currentTokenLocation().getByteOffset();
        int number = Placeholders.numberAt(json, at, end);
        if (number < 0) {
            return token;
        }
        attachment = attachments.get(number);
        delegate.skipChildren();
        return JsonToken.VALUE_EMBEDDED_OBJECT;
    }

    @Override
    public @Nullable JsonToken currentToken() {
        return attachment == null ? delegate.currentToken() : JsonToken.VALUE_EMBEDDED_OBJECT;
    }

    @Override
    public int currentTokenId() {
        return attachment == null ? delegate.currentTokenId() : JsonToken.VALUE_EMBEDDED_OBJECT.id();
    }

    @Override
    public boolean hasToken(JsonToken token) {
        return currentToken() == token;
    }

    @Override
    public boolean hasTokenId(int id) {
        return currentTokenId() == id;
    }

    @Override
    public boolean isExpectedStartObjectToken() {
        return attachment == null && delegate.isExpectedStartObjectToken();
    }

    @Override
    public boolean isExpectedStartArrayToken() {
        return attachment == null && delegate.isExpectedStartArrayToken();
    }

    @Override
    public void clearCurrentToken() {
        attachment = null;
        delegate.clearCurrentToken();
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        if (attachment == null) {
            delegate.skipChildren();
        }
        return this;
    }

    @Override
    public @Nullable Object getEmbeddedObject() throws IOException {
        return attachment == null ? delegate.getEmbeddedObject() : attachment.toByteArray();
    }

    @Override
    public byte[] getBinaryValue(Base64Variant variant) throws IOException {
        return attachment == null ? delegate.getBinaryValue(variant) : attachment.toByteArray();
    }

    @Override
    public int readBinaryValue(Base64Variant variant, OutputStream out) throws IOException {
        if (attachment == null) {
            return delegate.readBinaryValue(variant, out);
        }
        out.write(attachment.array(), attachment.offset(), attachment.sizeBytes());
        return attachment.sizeBytes();
    }
}
