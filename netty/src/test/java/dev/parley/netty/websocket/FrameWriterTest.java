package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.netty.loop.LoopAccess;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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

    /** What the loop was given to do at the end of its turn. */
    private final Deque<Runnable> turnEnd = new ArrayDeque<>();

    private final SharedFrames shared = new SharedFrames(turnEnd::add);
    private final FrameWriter writer = writer(false);

    @AfterEach
    void releaseEverything() {
        runTurnEnd();
        server.finishAndReleaseAll();
        client.finishAndReleaseAll();
    }

    private FrameWriter writer(boolean compresses) {
        return new FrameWriter(new FrameRules(1_000_000, 1024, compresses, 10), LoopAccess.deflate(), shared);
    }

    private void runTurnEnd() {
        while (!turnEnd.isEmpty()) {
            turnEnd.remove().run();
        }
    }

    private static void release(ByteBuf buffer) {
        buffer.release();
    }

    private static WireMessage text(String text) {
        return new WireMessage(TextPayload.of(text), true);
    }

    private void write(List<WireMessage> batch) {
        client.writeInbound(writer.frames(batch, ctx));
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
    void kinds_of_messages_are_told_apart() {
        write(List.of(text("4a"), new WireMessage(BinaryPayload.of(new byte[] {'b'}), true), text("4c")));

        assertThat(frames()).containsExactly("text0:4a", "binary0:b", "text0:4c");
    }

    @Test
    void what_many_are_sent_is_framed_at_most_twice() {
        List<WireMessage> batch = List.of(text("4a"), text("4b"));
        List<ByteBuf> written = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            written.add(writer.frames(List.copyOf(batch), ctx));
        }

        assertThat(written.get(1).memoryAddress()).isNotEqualTo(written.get(0).memoryAddress());
        assertThat(written)
                .element(2)
                .matches(third -> third.memoryAddress() == written.get(1).memoryAddress());
        assertThat(written.get(3).memoryAddress()).isEqualTo(written.get(1).memoryAddress());
        written.forEach(client::writeInbound);
        assertThat(frames()).hasSize(8).containsOnly("text0:4a", "text0:4b");
    }

    @Test
    void each_reads_shared_frames_at_a_pace_of_its_own() {
        List<WireMessage> batch = List.of(text("4abc"));
        release(writer.frames(batch, ctx));
        ByteBuf slow = writer.frames(batch, ctx);
        ByteBuf quick = writer.frames(batch, ctx);

        quick.skipBytes(3);

        assertThat(slow.readableBytes()).isEqualTo(6);
        release(slow);
        release(quick);
    }

    @Test
    void nobody_can_append_to_shared_frames() {
        List<WireMessage> batch = List.of(text("4abc"));
        release(writer.frames(batch, ctx));
        ByteBuf frames = writer.frames(batch, ctx);

        assertThat(frames.maxWritableBytes()).isZero();
        release(frames);
    }

    @Test
    void whoever_compresses_gets_other_frames() {
        List<WireMessage> batch = List.of(text("0123456789".repeat(10)));
        write(batch);
        write(batch);

        client.writeInbound(writer(true).frames(batch, ctx));
        write(batch);

        assertThat(frames().stream().map(frame -> frame.substring(0, 6)))
                .containsExactly("text0:", "text0:", "text4:", "text0:");
    }

    @Test
    void other_messages_of_the_same_number_are_not_mistaken_for_the_last() {
        WireMessage first = text("4a");
        write(List.of(first, text("4b")));
        write(List.of(first, text("4c")));
        write(List.of(first));

        assertThat(frames()).containsExactly("text0:4a", "text0:4b", "text0:4a", "text0:4c", "text0:4a");
    }

    @Test
    void what_is_very_long_is_framed_for_each_and_not_remembered() {
        List<WireMessage> many = Collections.nCopies(17, text("4a"));
        List<WireMessage> large = List.of(text("x".repeat((1 << 20) + 1)));

        for (List<WireMessage> batch : List.of(many, large)) {
            for (int i = 0; i < 3; i++) {
                ByteBuf frames = writer.frames(batch, ctx);
                assertThat(frames.refCnt()).isEqualTo(1);
                release(frames);
            }
        }
        assertThat(turnEnd).isEmpty();
    }

    @Test
    void shared_frames_are_freed_when_the_turn_ends() {
        List<WireMessage> batch = List.of(text("4a"));
        release(writer.frames(batch, ctx));
        ByteBuf frames = writer.frames(batch, ctx);
        release(frames);
        assertThat(frames.refCnt()).isEqualTo(1);

        runTurnEnd();

        assertThat(frames.refCnt()).isZero();
        ByteBuf later = writer.frames(batch, ctx);
        client.writeInbound(later);
        assertThat(frames()).containsExactly("text0:4a");
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
        WireMessage known = text("0123456789");

        client.writeInbound(writer(true)
                .frames(
                        List.of(text("012345678"), known, new WireMessage(TextPayload.of("0123456789"), false), known),
                        ctx));

        List<String> frames = frames();
        assertThat(frames.get(0)).isEqualTo("text0:012345678");
        assertThat(frames.get(1)).startsWith("text4:").isEqualTo(frames.get(3));
        assertThat(frames.get(2)).isEqualTo("text0:0123456789");
        byte[] deflated = known.deflated(plain -> new byte[0]);
        assertThat(deflated).isNotEmpty().isSameAs(known.deflated(plain -> new byte[0]));
    }
}
