package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A session of a client as tests speak of it. */
final class Peer {
    private final EngineIo3 dialect = EngineIo3.withJsonp();
    private final String query;
    private final Wiring wiring;

    /** The client that opened a session with this query. */
    Peer(String query) {
        this.query = query;
        this.wiring = dialect.wiring(head(query));
    }

    static RequestHead head(String query) {
        return new RequestHead("GET", "/socket.io/", Query.parse(query), Headers.NONE, new InetSocketAddress(0), false);
    }

    Framing websocket() {
        return wiring.framing(route(query.replace("polling", "websocket")));
    }

    BodyFraming polling() {
        return wiring.bodyFraming(route(query));
    }

    private Route route(String query) {
        return dialect.match(head(query), "");
    }

    HttpBody answer(Frame... frames) {
        BodyFraming body = polling();
        return body.join(Stream.of(frames)
                .flatMap(frame -> Stream.of(frame.wire(body.framing())))
                .map(message -> new WireMessage(message.payload(), false))
                .toList());
    }

    List<Frame> post(String contentType, byte[] body) {
        List<Frame> frames = new ArrayList<>();
        polling().split(contentType, body).forEach(frames::add);
        return frames;
    }

    List<Frame> post(String text) {
        return post("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Frame text(String data) {
        return Frame.message(TextPayload.of(data));
    }

    static Frame binary(String hex) {
        return Frame.message(bytes(hex));
    }

    static BinaryPayload bytes(String hex) {
        return BinaryPayload.of(HexFormat.of().parseHex(hex));
    }

    static String hex(Payload payload) {
        return HexFormat.of().formatHex(payload.toByteArray());
    }
}
