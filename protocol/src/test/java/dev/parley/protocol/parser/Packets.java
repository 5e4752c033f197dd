package dev.parley.protocol.parser;

import dev.parley.protocol.json.PlainJson;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.util.HexFormat;
import java.util.List;

/** Packets as tests write them. */
final class Packets {
    static final DefaultParser PARSER = new DefaultParser(new PlainJson());

    private Packets() {}

    static PacketDecoder decoder() {
        return PARSER.newDecoder(DecodeLimits.DEFAULT);
    }

    /** The packet of one text; in single quotes what JSON has in double ones. */
    static Packet decode(String text) {
        return decoder().decode(text(text));
    }

    static Packet decode(String text, String... hex) {
        PacketDecoder decoder = decoder();
        Packet packet = decoder.decode(text(text));
        for (String one : hex) {
            packet = decoder.decode(binary(one));
        }
        return packet;
    }

    static TextPayload text(String text) {
        return TextPayload.of(text.replace('\'', '"'));
    }

    static BinaryPayload binary(String hex) {
        return BinaryPayload.of(HexFormat.of().parseHex(hex));
    }

    static EncodedPacket encode(Packet packet) {
        return PARSER.encoder().encode(packet, true);
    }

    /** The messages of a packet: texts with single quotes, attachments in hex. */
    static List<String> messages(Packet packet) {
        return encode(packet).messages().stream()
                .map(message -> message instanceof TextPayload text
                        ? text.string().replace('"', '\'')
                        : HexFormat.of().formatHex(message.toByteArray()))
                .toList();
    }
}
