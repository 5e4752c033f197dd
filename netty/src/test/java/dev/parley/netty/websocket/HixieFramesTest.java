package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HixieFramesTest {
    private static final int MOST_BYTES = 1000;

    private final List<Payload> messages = new ArrayList<>();
    private int closeCode;
    private final HixieFrames frames = frames(true);

    private HixieFrames frames(boolean hasClosingFrame) {
        FrameSink sink = new FrameSink() {
            @Override
            public void message(Payload payload) {
                messages.add(payload);
            }

            @Override
            public void ping(byte[] data) {
                throw new AssertionError("there are no pings");
            }

            @Override
            public void close(int code) {
                closeCode = code;
            }
        };
        return new HixieFrames(sink, MOST_BYTES, hasClosingFrame);
    }

    /** Text as one frame. */
    static byte[] frame(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        byte[] frame = new byte[utf8.length + 2];
        System.arraycopy(utf8, 0, frame, 1, utf8.length);
        frame[frame.length - 1] = (byte) 0xff;
        return frame;
    }

    private void read(byte[] bytes) throws FrameViolation {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        frames.read(buffer);
        assertThat(buffer.isReadable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"00313a3aff, 1::", "00333a3a3a68c3a96c6c6fff, 3:::h\u00e9llo", "00ff, ''"})
    void text_between_a_zero_and_ff_is_a_message(String hex, String text) throws FrameViolation {
        read(ByteBufUtil.decodeHexDump(hex));

        assertThat(messages).containsExactly(TextPayload.of(text));
    }

    @Test
    void several_frames_may_come_at_once_and_text_may_hold_zeros() throws FrameViolation {
        read("\0a\u00ff\0b\0b\u00ff\0c".getBytes(ISO_8859_1));

        assertThat(messages).containsExactly(TextPayload.of("a"), TextPayload.of("b\0b"));
    }

    @Test
    void frames_may_be_cut_anywhere() throws FrameViolation {
        byte[] all = joined(frame("grüß dich \ud83d\ude00"), frame("b".repeat(700)), frame(""));

        for (byte one : all) {
            read(new byte[] {one});
        }
        read(new byte[] {(byte) 0xff});
        assertThat(closeCode).isZero();
        read(new byte[] {0});

        assertThat(messages)
                .containsExactly(
                        TextPayload.of("grüß dich \ud83d\ude00"), TextPayload.of("b".repeat(700)), TextPayload.EMPTY);
        assertThat(closeCode).isEqualTo(1005);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuf all = Unpooled.wrappedBuffer(parts);
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    @Test
    void nothing_is_read_after_the_closing_frame() throws FrameViolation {
        read("\0a\u00ff\u00ff\0\0b\u00ff".getBytes(ISO_8859_1));
        read(frame("c"));

        assertThat(messages).containsExactly(TextPayload.of("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "01, 1002", // a text frame of a kind without meaning
        "7f61ff, 1002",
        "8003616263, 1002", // three bytes of binary data
        "80ffffffffffffff7f, 1002", // a length that says much and brings nothing
        "ff01, 1002", // closing, with a length
        "ffff, 1002",
        "00c328ff, 1007",
        "00c3ff, 1007", // cut within a character
        "00eda080ff, 1007", // a surrogate
        "00fe, 1007",
    })
    void what_is_no_text_ends_the_connection(String hex, int code) {
        byte[] bytes = ByteBufUtil.decodeHexDump(hex);

        FrameViolation violation = catchThrowableOfType(FrameViolation.class, () -> read(bytes));

        assertThat(violation.code()).isEqualTo(code);
        assertThat(messages).isEmpty();
    }

    @Test
    void a_message_of_the_limit_is_read_and_one_byte_more_is_not_even_kept() throws FrameViolation {
        read(frame("a".repeat(MOST_BYTES)));
        read("\0".concat("a".repeat(MOST_BYTES)).getBytes(ISO_8859_1));

        FrameViolation violation = catchThrowableOfType(FrameViolation.class, () -> read(new byte[] {'a'}));

        assertThat(messages).hasSize(1);
        assertThat(violation.code()).isEqualTo(1009);
    }

    @Test
    void a_message_takes_no_more_memory_than_it_has_bytes() throws FrameViolation {
        read(new byte[] {0, 'a'});
        read(new byte[] {(byte) 0xff});

        assertThat(messages.get(0).array()).hasSize(1);
    }

    @Test
    void bytes_at_random_do_no_more_than_violate() {
        long seed = Long.getLong("parley.seed", 20260101L);
        Random random = new Random(seed);

        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            HixieFrames fresh = frames(true);
            for (byte one : noise) {
                try {
                    fresh.read(Unpooled.wrappedBuffer(new byte[] {one}));
                } catch (FrameViolation expected) {
                    assertThat(expected.code()).as("seed %d", seed).isIn(1002, 1007, 1009);
                }
            }
        }
    }

    @Test
    void a_batch_leaves_as_one_buffer_and_binary_data_does_not_leave() {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        ChannelHandlerContext ctx = channel.pipeline().firstContext();

        ByteBuf written = frames.frames(
                List.of(
                        new WireMessage(TextPayload.of("1::"), true),
                        new WireMessage(BinaryPayload.of(new byte[] {1, 2}), true),
                        new WireMessage(TextPayload.of("é"), true)),
                ctx);

        assertThat(ClientFrames.bytes(written)).isEqualTo(joined(frame("1::"), frame("é")));
        assertThat(ClientFrames.bytes(frames.closing(ctx, 1000, ""))).containsExactly(0xff, 0);
        assertThat(frames(false).closing(ctx, 1000, "")).isNull();
        channel.finishAndReleaseAll();
    }
}
