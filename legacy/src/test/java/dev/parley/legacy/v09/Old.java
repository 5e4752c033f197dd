package dev.parley.legacy.v09;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.payload.TextPayload;
import java.net.InetSocketAddress;

/** The dialect, as tests use it. */
final class Old {
    static final JacksonCodec JSON = JacksonCodec.create();
    static final Codecs CODECS = new Codecs(JSON, new DefaultParser(JSON));
    static final SocketIo09 DIALECT = new SocketIo09();

    private Old() {}

    static PacketDecoder decoder() {
        return DIALECT.newDecoder(CODECS, DecodeLimits.DEFAULT);
    }

    /** The packet of a text, or null. */
    static Packet decode(String wire) {
        return decoder().decode(TextPayload.of(wire));
    }

    static String encode(Packet packet) {
        return DIALECT.encoder(CODECS).encode(packet, false).messages().get(0).toString();
    }

    static Frame frame(String wire) {
        return OldFraming.read(TextPayload.of(wire));
    }

    static RequestHead get(String path, String query) {
        return head("GET", path, query);
    }

    static RequestHead head(String method, String path, String query) {
        return new RequestHead(
                method, path, Query.parse(query), Headers.NONE, new InetSocketAddress("127.0.0.1", 1), false);
    }
}
