package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.netty.loop.RawDeflateAccess;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {
    private final ChannelInboundHandlerAdapter place = new ChannelInboundHandlerAdapter();
    private final EmbeddedChannel server = new EmbeddedChannel(place);
    private final ChannelHandlerContext ctx = server.pipeline().context(place);
    private final EmbeddedChannel client =
            new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(10_000_000)
                    .allowExtensions(true)
                    .expectMaskedFrames(false)
                    .build()));

    private FrameWriter writer = new FrameWriter(false, Compression.OFF, RawDeflateAccess.create());

    @AfterEach
    void releaseEverything() {
        server.finishAndReleaseAll();
        client.finishAndReleaseAll();
    }

    private static WireMessage text(String text) {
        return new WireMessage(TextPayload.of(text), true);
    }

    private int write(List<WireMessage> batch) {
        writer.write(batch, ctx);
        server.flushOutbound();
        int buffers = 0;
        ByteBuf out = server.readOutbound();
        while (out != null) {
            buffers++;
            client.writeInbound(out);
            out = server.readOutbound();
        }
        return buffers;
    }

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        WebSocketFrame frame = client.readInbound();
        while (frame != null) {
            String kind = frame instanceof TextWebSocketFrame
                    ? "text"
                    : frame instanceof BinaryWebSocketFrame ? "binary" : "?";
            frames.add(kind + frame.rsv() + ":" + frame.content().toString(UTF_8));
            frame.release();
            frame = client.readInbound();
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65535, 65536, 300_000})
    void nettys_decoder_reads_messages_of_all_lengths(int length) {
        write(List.of(text("x".repeat(length))));

        assertThat(frames()).containsExactly("text0:" + "x".repeat(length));
    }

    @Test
    void a_batch_of_small_messages_is_one_buffer() {
        int buffers = write(List.of(text("4a"), new WireMessage(BinaryPayload.of(new byte[] {'b'}), true), text("4c")));

        assertThat(buffers).isEqualTo(1);
        assertThat(frames()).containsExactly("text0:4a", "binary0:b", "text0:4c");
    }

    @Test
    void a_large_message_is_not_copied() {
        byte[] large = new byte[FrameWriter.COPIED_BYTES + 1];
        writer.write(List.of(text("4a"), new WireMessage(BinaryPayload.of(large), true), text("4c")), ctx);
        server.flushOutbound();

        ByteBuf small = server.readOutbound();
        ByteBuf payload = server.readOutbound();

        assertThat(small.readableBytes()).isEqualTo(4 + 4);
        assertThat(payload.array()).isSameAs(large);
        small.release();
        payload.release();
    }

    @Test
    void any_batch_arrives_in_order() {
        Random random = new Random(7);
        List<WireMessage> batch = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String text = i + "x".repeat(random.nextInt(5) == 0 ? random.nextInt(40_000) : random.nextInt(300));
            batch.add(text(text));
            expected.add("text0:" + text);
        }

        write(batch);

        assertThat(frames()).isEqualTo(expected);
    }

    @Test
    void messages_from_the_threshold_on_are_deflated_once_for_all_receivers() {
        writer = new FrameWriter(true, new Compression(true, 10), RawDeflateAccess.create());
        WireMessage shared = text("0123456789");

        write(List.of(text("012345678"), shared, new WireMessage(TextPayload.of("0123456789"), false), shared));

        List<String> frames = frames();
        assertThat(frames.get(0)).isEqualTo("text0:012345678");
        assertThat(frames.get(1)).startsWith("text4:").isEqualTo(frames.get(3));
        assertThat(frames.get(2)).isEqualTo("text0:0123456789");
        byte[] deflated = shared.deflated(plain -> new byte[0]);
        assertThat(deflated).isNotEmpty().isSameAs(shared.deflated(plain -> new byte[0]));
    }
}
