package dev.parley.parser.msgpack;

import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import dev.parley.protocol.parser.Parser;

/**
 * Packets as MessagePack, for clients with {@code socket.io-msgpack-parser}. Values are bound and written by the JSON
 * library, as with the default parser; dates of JavaScript arrive as text in the form of ISO 8601.
 *
 * <p><b>Protocol:</b> a map of {@code type} (0 to 4), {@code data}, {@code nsp} and, if an answer is wanted or given,
 * {@code id}. What else it holds, such as {@code options}, has no meaning.
 *
 * <p><b>Limits:</b> those of the default parser, but that a packet may hold 10,000 binary values.
 *
 * <p><b>Threads:</b> any.
 */
public final class MsgpackParser implements Parser {
    private final JsonCodec json;
    private final PacketEncoder encoder;

    /** A parser that binds and writes values with {@code json}. */
    public MsgpackParser(JsonCodec json) {
        this.json = json;
        this.encoder = (packet, compressible) -> MsgpackPacketWriter.write(json, packet, compressible);
    }

    @Override
    public String name() {
        return "msgpack";
    }

    @Override
    public PacketEncoder encoder() {
        return encoder;
    }

    @Override
    public PacketDecoder newDecoder(DecodeLimits limits) {
        return new MsgpackDecoder(json, limits);
    }
}
