package dev.parley.json.jackson;

import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.payload.BinaryPayload;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

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
        public BinaryPayload deserialize(JsonParser parser, DeserializationContext context) {
            return BinaryPayload.of(parser.getBinaryValue(context.getBase64Variant()));
        }
    }

    private static final class BinaryWriter extends StdSerializer<BinaryPayload> {
        BinaryWriter() {
            super(BinaryPayload.class);
        }

        @Override
        public void serialize(BinaryPayload value, JsonGenerator generator, SerializationContext context) {
            if (generator instanceof AttachingGenerator attaching) {
                attaching.writeAttachment(value);
            } else {
                generator.writeBinary(
                        Base64Variants.getDefaultVariant(), value.array(), value.offset(), value.sizeBytes());
            }
        }
    }

    private static final class RawJsonWriter extends StdSerializer<RawJson> {
        RawJsonWriter() {
            super(RawJson.class);
        }

        @Override
        public void serialize(RawJson value, JsonGenerator generator, SerializationContext context) {
            if (generator instanceof AttachingGenerator attaching) {
                attaching.writeJson(value);
            } else {
                generator.writeRawValue(value.string());
            }
        }
    }
}
