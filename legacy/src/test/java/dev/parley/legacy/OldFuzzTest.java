package dev.parley.legacy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.json.jackson.JacksonCodec;
import dev.parley.legacy.options.LegacyOptions;
import dev.parley.legacy.v06.SocketIo06;
import dev.parley.legacy.v09.SocketIo09;
import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.NotExpressibleException;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import java.net.InetSocketAddress;

/**
 * The decoders of clients 0.6 to 0.9 with any bytes: what they read is a frame, a packet or nothing; only bodies may be a
 * {@link ProtocolViolation}. As a test it runs the inputs stored beside it; {@code DecoderFuzzTest} of {@code protocol} says
 * how to search for new ones.
 */
class OldFuzzTest {
    private static final JacksonCodec JSON = JacksonCodec.create();
    private static final Codecs CODECS = new Codecs(JSON, new DefaultParser(JSON));
    private static final Dialect OLD = new SocketIo09();
    private static final Dialect OLDEST = new SocketIo06(LegacyOptions.V0_6.withEventsAsJson(true));
    private static final RequestHead HEAD =
            new RequestHead("GET", "/socket.io/", Query.parse(""), Headers.NONE, new InetSocketAddress(0), false);

    @FuzzTest(maxDuration = "60s")
    void packets_of_0_9(byte[] input) {
        message(OLD, "websocket", input);
    }

    @FuzzTest(maxDuration = "60s")
    void bodies_of_0_9(byte[] input) {
        body(OLD, new Route("xhr-polling", "x", false, Route.NO_JSONP), input);
    }

    @FuzzTest(maxDuration = "60s")
    void forms_of_0_9(byte[] input) {
        body(OLD, new Route("jsonp-polling", "x", false, 0), input);
    }

    @FuzzTest(maxDuration = "60s")
    void messages_of_0_6(byte[] input) {
        message(OLDEST, "websocket", input);
    }

    @FuzzTest(maxDuration = "60s")
    void forms_of_0_6(byte[] input) {
        body(OLDEST, new Route("xhr-polling", "x", false, Route.NO_JSONP), input);
        body(OLDEST, new Route("jsonp-polling", "x", false, 0), input);
    }

    private static void message(Dialect dialect, String transport, byte[] input) {
        var framing = dialect.wiring(HEAD).framing(new Route(transport, "x", false, Route.NO_JSONP));
        PacketDecoder decoder = decoder(dialect);
        framing.decode(BinaryPayload.of(input), frame -> read(dialect, decoder, frame));
        if (Utf8.isValid(input, 0, input.length)) { // others do not pass the transport
            framing.decode(TextPayload.ofUtf8(input), frame -> read(dialect, decoder, frame));
        }
    }

    private static void body(Dialect dialect, Route route, byte[] input) {
        Wiring wiring = dialect.wiring(HEAD);
        PacketDecoder decoder = decoder(dialect);
        try {
            wiring.bodyFraming(route).split(null, input).forEach(frame -> read(dialect, decoder, frame));
        } catch (ProtocolViolation violation) {
            // The other outcome that is allowed.
        }
    }

    private static PacketDecoder decoder(Dialect dialect) {
        return dialect.newDecoder(CODECS, DecodeLimits.DEFAULT);
    }

    private static void read(Dialect dialect, PacketDecoder decoder, Frame frame) {
        if (frame.type() != FrameType.MESSAGE) {
            return;
        }
        Packet packet = decoder.decode(frame.data());
        Packet receipt = decoder.takeReceipt();
        if (packet instanceof Packet.Event event) {
            event.args().toList();
        }
        write(dialect, packet);
        write(dialect, receipt);
    }

    private static void write(Dialect dialect, Packet packet) {
        if (packet == null) {
            return;
        }
        try {
            dialect.encoder(CODECS).encode(packet, true);
        } catch (NotExpressibleException unsaid) {
            // What a client may say is not always what it can be told.
        }
    }
}
