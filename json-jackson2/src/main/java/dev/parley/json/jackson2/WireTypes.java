package dev.parley.json.jackson2;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.IOException;

/** The types of the protocol, and the meaning of {@code Object}. Stateless; any thread. */
final class WireTypes extends SimpleModule {
    private static final long serialVersionUID = 1;

    WireTypes() {
        super("parley");
        addDeserializer(Object.class, new UntypedReader());
        addDeserializer(BinaryPayload.class, new BinaryReader());
        addSerializer(BinaryPayload.class, new BinaryWriter());
        addSerializer(RawJson.class, new RawJsonWriter());
    }

    private static final class BinaryReader extends StdDeserializer<BinaryPayload> {
        private static final long serialVersionUID = 1;

        BinaryReader() {
            super(BinaryPayload.class);
        }

        @Override
        public BinaryPayload deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return BinaryPayload.of(parser.getBinaryValue(context.getBase64Variant()));
        }
    }

    private static final class BinaryWriter extends StdSerializer<BinaryPayload> {
        private static final long serialVersionUID = 1;

        BinaryWriter() {
            super(BinaryPayload.class);
        }

        @Override
        public void serialize(BinaryPayload value, JsonGenerator generator, SerializerProvider context)
                throws IOException {
            if (generator instanceof AttachingGenerator attaching) {
                attaching.writeAttachment(value);
            } else {
                generator.writeBinary(
                        Base64Variants.getDefaultVariant(), value.array(), value.offset(), value.sizeBytes());
            }
        }
    }

    private static final class RawJsonWriter extends StdSerializer<RawJson> {
        private static final long serialVersionUID = 1;

        RawJsonWriter() {
            super(RawJson.class);
        }

        @Override
        public void serialize(RawJson value, JsonGenerator generator, SerializerProvider context) throws IOException {
            if (generator instanceof AttachingGenerator attaching) {
                attaching.writeJson(value);
            } else {
                generator.writeRawValue(value.string());
            }
        }
    }
}
