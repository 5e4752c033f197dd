package dev.parley.benchmarks.jmh;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.protocol.json.JsonLimits;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and writing packets of the default parser. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    /** Bytes of the only argument. */
    @Param({"32", "1024"})
    public int size;

    private PacketEncoder encoder;
    private PacketDecoder decoder;
    private byte[] bytes;
    private Args received;
    private Map<String, Object> value;

    @Setup
    public void setUp() {
        DefaultParser parser = new DefaultParser(JacksonCodec.create());
        encoder = parser.encoder();
        decoder = parser.newDecoder(DecodeLimits.DEFAULT);
        bytes = ("2[\"echo\",{\"text\":\"" + "x".repeat(size) + "\",\"at\":1234567}]").getBytes(StandardCharsets.UTF_8);
        received = ((Packet.Event) decoder.decode(payload())).args();
        value = Map.of("text", "x".repeat(size), "at", 1234567);
    }

    /** A packet from bytes; values are not bound. */
    @Benchmark
    public Packet decode() {
        return decoder.decode(payload());
    }

    /** The structural check alone. */
    @Benchmark
    public JsonScanner scan() {
        return JsonScanner.scan(bytes, 1, bytes.length - 1, JsonLimits.DEFAULT, 0);
    }

    /** A packet whose arguments go out as they came. */
    @Benchmark
    public EncodedPacket encodeReceived() {
        return encoder.encode(new Packet.Event("/", "echo", received, Packet.NO_ACK), true);
    }

    /** A packet whose arguments are written from a map. */
    @Benchmark
    public EncodedPacket encodeMap() {
        return encoder.encode(new Packet.Event("/", "echo", Args.of(value), Packet.NO_ACK), true);
    }

    private Payload payload() {
        return TextPayload.ofUtf8(bytes, 0, bytes.length);
    }
}
