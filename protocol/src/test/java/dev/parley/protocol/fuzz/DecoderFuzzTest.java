package dev.parley.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.eio3.EngineIo3;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.json.PlainJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.protocol.payload.Utf8;
import java.net.InetSocketAddress;

/**
 * Every decoder with any bytes: a value or a {@link ProtocolViolation}, nothing else.
 *
 * <p>As a test it runs the inputs stored beside it. To search for new ones for a minute:
 * {@code JAZZER_FUZZ=1 mvn -Pquick -pl protocol -am test -Dparley.test.args= -Dtest='DecoderFuzzTest#packets'
 * -Dsurefire.failIfNoSpecifiedTests=false} (one method at a time; what it finds is stored beside the others).
 */
class DecoderFuzzTest {
    private static final DefaultParser PARSER = new DefaultParser(new PlainJson());

    @FuzzTest(maxDuration = "60s")
    void packets(byte[] input) {
        if (!Utf8.isValid(input, 0, input.length)) {
            return; // transports refuse it
        }
        try {
            PacketDecoder decoder = PARSER.newDecoder(DecodeLimits.DEFAULT);
            Packet packet = decoder.decode(TextPayload.ofUtf8(input));
            while (packet == null) {
                packet = decoder.decode(BinaryPayload.of(input));
            }
            readAndWrite(packet);
        } catch (ProtocolViolation violation) {
            // The other outcome that is allowed.
        }
    }

    @FuzzTest(maxDuration = "60s")
    void websocket_frames_of_engine_io_4(byte[] input) {
        frame(new EngineIo4(), "EIO=4&transport=websocket", input);
    }

    @FuzzTest(maxDuration = "60s")
    void bodies_of_engine_io_4(byte[] input) {
        body(new EngineIo4(), "EIO=4&transport=polling", null, input);
    }

    @FuzzTest(maxDuration = "60s")
    void websocket_frames_of_engine_io_3(byte[] input) {
        frame(new EngineIo3(), "EIO=3&transport=websocket", input);
        frame(new EngineIo3(), "EIO=2&transport=websocket", input);
    }

    @FuzzTest(maxDuration = "60s")
    void text_bodies_of_engine_io_3(byte[] input) {
        body(new EngineIo3(), "EIO=3&transport=polling", "text/plain", input);
        body(new EngineIo3(), "EIO=2&transport=polling&b64=1", null, input);
    }

    @FuzzTest(maxDuration = "60s")
    void binary_bodies_of_engine_io_3(byte[] input) {
        body(new EngineIo3(), "EIO=3&transport=polling", "application/octet-stream", input);
    }

    @FuzzTest(maxDuration = "60s")
    void forms_of_engine_io_3(byte[] input) {
        body(EngineIo3.withJsonp(), "EIO=3&transport=polling&j=1", null, input);
    }

    private static void frame(Dialect dialect, String query, byte[] input) {
        Framing framing = dialect.wiring(head(query)).framing(dialect.match(head(query), ""));
        try {
            TextPayload text = Utf8.isValid(input, 0, input.length) ? TextPayload.ofUtf8(input) : TextPayload.EMPTY;
            framing.encode(framing.decode(text));
        } catch (ProtocolViolation violation) {
            // The other outcome that is allowed.
        }
        try {
            framing.encode(framing.decode(BinaryPayload.of(input)));
        } catch (ProtocolViolation violation) {
            // The other outcome that is allowed.
        }
    }

    private static void body(Dialect dialect, String query, String contentType, byte[] input) {
        BodyFraming framing = dialect.wiring(head(query)).bodyFraming(dialect.match(head(query), ""));
        try {
            framing.split(contentType, input)
                    .forEach((Frame frame) -> framing.framing().encode(frame));
        } catch (ProtocolViolation violation) {
            // The other outcome that is allowed.
        }
    }

    private static void readAndWrite(Packet packet) {
        if (packet instanceof Packet.Event event) {
            Args args = event.args();
            args.toList();
            for (int i = 0; i < args.size(); i++) {
                args.get(i, Object.class);
            }
        }
        PARSER.encoder().encode(packet, true);
    }

    private static RequestHead head(String query) {
        return new RequestHead("GET", "/socket.io/", Query.parse(query), Headers.NONE, new InetSocketAddress(0), false);
    }
}
