package dev.parley.protocol.parser;

import dev.parley.protocol.json.JsonCodec;

/**
 * The default parser of Socket.IO: text with JSON, and attachments as messages of their own behind it.
 *
 * <p><b>Protocol:</b> Socket.IO protocols 3, 4 and 5, which share it: {@code <type>[<attachments>-][/nsp,][ackId][json]},
 * such as {@code 2["hello",1]}, {@code 51-/chat,7["file",{"_placeholder":true,"num":0}]}.
 *
 * <p><b>Threads:</b> any.
 */
public final class DefaultParser implements Parser {
    private final JsonCodec json;
    private final PacketEncoder encoder;

    /** A parser that binds and writes values with {@code json}. */
    public DefaultParser(JsonCodec json) {
        this.json = json;
        this.encoder = (packet, compressible) -> PacketWriter.write(json, packet, compressible);
    }

    @Override
    public String name() {
        return "default";
    }

    @Override
    public PacketEncoder encoder() {
        return encoder;
    }

    /** A decoder as strict as that of the official server 4.8. */
    @Override
    public PacketDecoder newDecoder(DecodeLimits limits) {
        return new DefaultDecoder(json, limits, 1);
    }

    /** A decoder for clients 1.x and 2.x, some of which announce binary packets with no attachments: {@code 50-["a"]}. */
    public PacketDecoder newTolerantDecoder(DecodeLimits limits) {
        return new DefaultDecoder(json, limits, 0);
    }
}
