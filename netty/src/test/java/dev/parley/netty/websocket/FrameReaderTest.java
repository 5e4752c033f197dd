package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.netty.loop.LoopAccess;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_FRAGMENTS = 1024;

    private final Heard heard = new Heard();
    private FrameReader reader = reader(false);

    private FrameReader reader(boolean compression) {
        return new FrameReader(heard, rules(compression), LoopAccess.deflate());
    }

    private static FrameRules rules(boolean compression) {
        return new FrameRules(MOST_BYTES, MOST_FRAGMENTS, compression, 1024);
    }

    /** What came out. */
    private static final class Heard implements FrameSink {
        final List<Payload> messages = new ArrayList<>();
        final List<String> pings = new ArrayList<>();
        int closeCode;

        @Override
        public void message(Payload payload) {
            messages.add(payload);
        }

        @Override
        public void ping(byte[] data) {
            pings.add(new String(data, UTF_8));
        }

        @Override
        public void close(int code) {
            closeCode = code;
        }
    }

    private void read(byte[]... pieces) throws FrameViolation {
        for (byte[] piece : pieces) {
            ByteBuf buffer = Unpooled.wrappedBuffer(piece);
            reader.read(buffer);
            assertThat(buffer.isReadable()).isFalse();
        }
    }

    private int violation(byte[]... pieces) {
        FrameViolation violation = catchThrowableOfType(FrameViolation.class, () -> read(pieces));
        assertThat(violation).as("violation").isNotNull();
        return violation.code();
    }

    @Test
    void a_text_frame_is_a_text_message() throws FrameViolation {
        read(ClientFrames.text("2probe"));

        assertThat(heard.messages).containsExactly(TextPayload.of("2probe"));
    }

    @Test
    void the_example_of_the_standard_is_read() throws FrameViolation {
        // RFC 6455, section 5.7: "Hello", masked
        read(new byte[] {(byte) 0x81, (byte) 0x85, 0x37, (byte) 0xfa, 0x21, 0x3d, 0x7f, (byte) 0x9f, 0x4d, 0x51, 0x58});

        assertThat(heard.messages).containsExactly(TextPayload.of("Hello"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, 100_000, MOST_BYTES})
    void binary_messages_of_all_lengths_are_read(int length) throws FrameViolation {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);

        read(ClientFrames.binary(data));

        assertThat(heard.messages).containsExactly(BinaryPayload.of(data));
    }

    @Test
    void frames_may_be_cut_anywhere() throws FrameViolation {
        byte[] all = join(
                ClientFrames.text("grüß dich 😀"),
                ClientFrames.frame(0x89, "p".getBytes(UTF_8)),
                ClientFrames.text("b".repeat(300)));

        for (byte one : all) {
            read(new byte[] {one});
        }

        assertThat(heard.messages).containsExactly(TextPayload.of("grüß dich 😀"), TextPayload.of("b".repeat(300)));
        assertThat(heard.pings).containsExactly("p");
    }

    @Test
    void a_reader_is_at_rest_between_messages_only_and_then_serves_another() throws FrameViolation {
        byte[] text = ClientFrames.text("one");
        assertThat(reader.isAtRest()).isTrue();
        for (int i = 0; i < text.length; i++) {
            read(new byte[] {text[i]});
            assertThat(reader.isAtRest()).isEqualTo(i == text.length - 1);
        }
        read(ClientFrames.frame(0x01, "tw".getBytes(UTF_8)));
        assertThat(reader.isAtRest()).isFalse();
        read(ClientFrames.frame(0x80, "o".getBytes(UTF_8)));
        assertThat(reader.isAtRest()).isTrue();

        Heard other = new Heard();
        reader.forget();
        reader.serve(other, new FrameRules(3, MOST_FRAGMENTS, false, 1024));
        read(ClientFrames.text("abc"));

        assertThat(heard.messages).containsExactly(TextPayload.of("one"), TextPayload.of("two"));
        assertThat(other.messages).containsExactly(TextPayload.of("abc"));
        assertThat(violation(ClientFrames.text("abcd"))).isEqualTo(1009);
        assertThat(reader.isAtRest()).isFalse();
    }

    @Test
    void fragments_become_one_message_though_pings_come_between() throws FrameViolation {
        byte[] text = "ä😀ö".getBytes(UTF_8);
        read(
                ClientFrames.frame(0x01, java.util.Arrays.copyOfRange(text, 0, 1)),
                ClientFrames.frame(0x89, new byte[0]),
                ClientFrames.frame(0x00, java.util.Arrays.copyOfRange(text, 1, 4)),
                ClientFrames.frame(0x80, java.util.Arrays.copyOfRange(text, 4, text.length)));

        assertThat(heard.messages).containsExactly(TextPayload.of("ä😀ö"));
        assertThat(heard.pings).containsExactly("");
    }

    @Test
    void a_close_frame_tells_its_code_and_ends_reading() throws FrameViolation {
        read(join(ClientFrames.close(4001, "bye"), ClientFrames.text("late")));

        assertThat(heard.closeCode).isEqualTo(4001);
        assertThat(heard.messages).isEmpty();
    }

    @Test
    void a_close_frame_may_be_empty() throws FrameViolation {
        read(ClientFrames.frame(0x88, new byte[0]));

        assertThat(heard.closeCode).isEqualTo(1005);
    }

    static Stream<Arguments> brokenFrames() {
        return Stream.of(
                Arguments.of("unmasked", ClientFrames.unmasked(0x81, new byte[1])),
                Arguments.of("reserved bit 1 without compression", ClientFrames.frame(0xc1, new byte[1])),
                Arguments.of("reserved bit 2", ClientFrames.frame(0xa1, new byte[1])),
                Arguments.of("reserved bit 3", ClientFrames.frame(0x91, new byte[1])),
                Arguments.of("opcode 3", ClientFrames.frame(0x83, new byte[1])),
                Arguments.of("opcode 11", ClientFrames.frame(0x8b, new byte[0])),
                Arguments.of("fragmented ping", ClientFrames.frame(0x09, new byte[0])),
                Arguments.of("long ping", ClientFrames.frame(0x89, new byte[126])),
                Arguments.of("continuation of nothing", ClientFrames.frame(0x80, new byte[1])),
                Arguments.of(
                        "text within a message",
                        join(ClientFrames.frame(0x01, new byte[1]), ClientFrames.frame(0x81, new byte[1]))),
                Arguments.of("close of one byte", ClientFrames.frame(0x88, new byte[1])),
                Arguments.of("close with code 1005", ClientFrames.close(1005, "")),
                Arguments.of("close with code 999", ClientFrames.close(999, "")),
                Arguments.of("close with code 5000", ClientFrames.close(5000, "")),
                Arguments.of("16 bits of length for 5", new byte[] {(byte) 0x82, (byte) 0xfe, 0, 5}),
                Arguments.of("64 bits of length for 5", new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 5}),
                Arguments.of(
                        "negative length", new byte[] {(byte) 0x82, (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 5}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFrames")
    void what_is_no_frame_is_answered_with_1002(String name, byte[] bytes) {
        assertThat(violation(bytes)).isEqualTo(1002);
        assertThat(heard.messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {MOST_BYTES + 1, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE})
    void a_frame_over_the_limit_is_refused_when_it_is_announced(long length) {
        assertThat(violation(ClientFrames.announce(0x82, length))).isEqualTo(1009);
    }

    @Test
    void fragments_over_the_limit_together_are_refused() throws FrameViolation {
        read(ClientFrames.frame(0x02, new byte[MOST_BYTES - 5]));

        assertThat(violation(ClientFrames.announce(0x80, 6))).isEqualTo(1009);
    }

    @Test
    void tiny_fragments_are_refused_after_64() throws FrameViolation {
        read(ClientFrames.frame(0x02, new byte[0]));
        for (int i = 1; i < 64; i++) {
            read(ClientFrames.frame(0x00, new byte[0]));
        }

        assertThat(violation(ClientFrames.frame(0x00, new byte[0]))).isEqualTo(1009);
    }

    @Test
    void more_fragments_than_allowed_are_refused() throws FrameViolation {
        read(ClientFrames.frame(0x02, new byte[100]));
        for (int i = 1; i < MOST_FRAGMENTS; i++) {
            read(ClientFrames.frame(0x00, new byte[100]));
        }

        assertThat(violation(ClientFrames.frame(0x80, new byte[100]))).isEqualTo(1009);
    }

    static Stream<byte[]> notUtf8() {
        return Stream.of(
                new byte[] {(byte) 0xff},
                new byte[] {'a', (byte) 0x80},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xe0, (byte) 0x9f, (byte) 0xbf},
                new byte[] {(byte) 0xf0, (byte) 0x8f, (byte) 0xbf, (byte) 0xbf},
                new byte[] {'o', 'k', (byte) 0xe2, (byte) 0x82});
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    void text_that_is_not_utf_8_is_refused_with_1007(byte[] bytes) {
        assertThat(violation(ClientFrames.frame(0x81, bytes))).isEqualTo(1007);
    }

    @Test
    void text_is_refused_as_soon_as_it_is_wrong() {
        byte[] first = ClientFrames.frame(0x01, new byte[] {'a', (byte) 0xff});

        assertThat(violation(first)).isEqualTo(1007);
    }

    @Test
    void a_compressed_message_is_inflated() throws FrameViolation {
        reader = reader(true);
        byte[] packed = LoopAccess.deflate().deflate("hello ".repeat(100).getBytes(UTF_8));

        read(ClientFrames.frame(0xc1, packed));
        read(ClientFrames.text("plain"));

        assertThat(heard.messages).containsExactly(TextPayload.of("hello ".repeat(100)), TextPayload.of("plain"));
    }

    @Test
    void the_examples_of_the_compression_standard_are_inflated() throws FrameViolation {
        reader = reader(true);
        // RFC 7692, section 7.2.3.1: "Hello" in one frame, and in two
        byte[] packed = {(byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 0x07, 0x00};

        read(ClientFrames.frame(0xc1, packed));
        read(ClientFrames.frame(0x41, java.util.Arrays.copyOfRange(packed, 0, 3)));
        read(ClientFrames.frame(0x80, java.util.Arrays.copyOfRange(packed, 3, 7)));

        assertThat(heard.messages).containsExactly(TextPayload.of("Hello"), TextPayload.of("Hello"));
    }

    @Test
    void a_bomb_is_refused_without_being_inflated() {
        reader = reader(true);
        byte[] bomb = LoopAccess.deflate().deflate(new byte[50_000_000]);

        assertThat(violation(ClientFrames.frame(0xc2, bomb))).isEqualTo(1009);
    }

    @Test
    void what_cannot_be_inflated_is_refused_with_1007() {
        reader = reader(true);

        assertThat(violation(ClientFrames.frame(0xc1, new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3})))
                .isEqualTo(1007);
    }

    @Test
    void whatever_nettys_encoder_writes_is_read_the_same() throws FrameViolation {
        Random random = new Random(42);
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
        List<Payload> expected = new ArrayList<>();
        ByteBuf wire = Unpooled.buffer();
        for (int i = 0; i < 100; i++) {
            byte[] data = new byte[random.nextInt(3) == 0 ? random.nextInt(70_000) : random.nextInt(200)];
            for (int j = 0; j < data.length; j++) {
                data[j] = (byte) random.nextInt(128);
            }
            boolean isText = random.nextBoolean();
            expected.add(isText ? TextPayload.ofUtf8(data) : BinaryPayload.of(data));
            encode(client, wire, isText, data, random.nextInt(4) == 0 ? data.length / 2 : data.length);
        }
        client.finish();

        byte[] bytes = ClientFrames.bytes(wire);
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(5000));
            read(java.util.Arrays.copyOfRange(bytes, at, end));
            at = end;
        }

        assertThat(heard.messages).isEqualTo(expected);
    }

    private static void encode(EmbeddedChannel client, ByteBuf wire, boolean isText, byte[] data, int cut) {
        ByteBuf head = Unpooled.wrappedBuffer(data, 0, cut);
        boolean isWhole = cut == data.length;
        WebSocketFrame first =
                isText ? new TextWebSocketFrame(isWhole, 0, head) : new BinaryWebSocketFrame(isWhole, 0, head);
        client.writeOutbound(first);
        if (!isWhole) {
            client.writeOutbound(
                    new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(data, cut, data.length - cut)));
        }
        ByteBuf out = client.readOutbound();
        while (out != null) {
            wire.writeBytes(out);
            out.release();
            out = client.readOutbound();
        }
    }

    private static byte[] join(byte[]... parts) {
        return ClientFrames.bytes(Unpooled.wrappedBuffer(parts));
    }
}
