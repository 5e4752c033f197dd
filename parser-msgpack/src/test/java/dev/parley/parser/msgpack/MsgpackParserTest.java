package dev.parley.parser.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.PlainJson;
import dev.parley.protocol.json.RandomJson;
import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors are what socket.io-msgpack-parser 3.0.2 writes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MsgpackParserTest {
    private static final String TYPE = "a474797065";
    private static final String DATA = "a464617461";
    private static final String ROOT = "a36e7370a12f";

    private final MsgpackParser parser = new MsgpackParser(new PlainJson());

    @Test
    void packets_are_written_as_the_official_parser_writes_them() {
        assertThat(encode(new Packet.Connect("/", Args.of(Map.of("sid", "x")))))
                .isEqualTo("83a47479706500a46461746181a3736964a178a36e7370a12f");
        assertThat(encode(new Packet.Disconnect("/chat"))).isEqualTo("82a47479706501a36e7370a52f63686174");
        assertThat(encode(event("/", "hello", Packet.NO_ACK, 1)))
                .isEqualTo("83a47479706502a46461746192a568656c6c6f01a36e7370a12f");
        assertThat(encode(new Packet.Ack("/", Args.NONE, 13)))
                .isEqualTo("84a47479706503a46461746190a269640da36e7370a12f");
        assertThat(encode(new Packet.Ack("/a", Args.of("r", null), 4294967296L)))
                .isEqualTo("84a47479706503a46461746192a172c0a26964cf0000000100000000a36e7370a22f61");
        assertThat(encode(new Packet.ConnectError("/", Args.of(Map.of("message", "no")))))
                .isEqualTo("83a47479706504a46461746181a76d657373616765a26e6fa36e7370a12f");
        assertThat(encode(event("/", "x".repeat(32), Packet.NO_ACK))).contains("91d920" + "78".repeat(32));
    }

    @Test
    void values_take_their_shortest_form() {
        Object[] values = {
            "é€\uD83D\uDE00",
            null,
            true,
            false,
            1.5,
            -1,
            -33,
            127,
            128,
            255,
            256,
            65535,
            65536,
            4294967295L,
            4294967296L,
            -128,
            -129,
            -32768,
            -32769,
            -2147483648,
            -2147483649L
        };

        assertThat(encode(event("/chat", "e", 0, values)))
                .isEqualTo("84a47479706502a464617461dc0016a165a9c3a9e282acf09f9880c0c3c2cb3ff8000000000000ffd0df7fcc80"
                        + "ccffcd0100cdffffce00010000ceffffffffcf0000000100000000d080d1ff7fd18000d2ffff7fffd280000000"
                        + "d3ffffffff7fffffffa2696400a36e7370a52f63686174");
    }

    @Test
    void binary_values_stay_where_they_are() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", List.of(new byte[0]));
        object.put("c", Map.of());

        assertThat(encode(event("/", "bin", Packet.NO_ACK, new byte[] {1, 2, 3}, object)))
                .isEqualTo("83a47479706502a46461746193a362696ec40301020382a16191c400a16380a36e7370a12f");
    }

    @Test
    void large_values_have_longer_headers() {
        List<Integer> many = IntStream.range(0, 70_000).boxed().toList();
        Map<String, Object> wide =
                IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> "k" + i, i -> (Object) i));
        Object[] values = {
            many, wide, "x".repeat(300), "y".repeat(70_000), new byte[300], new byte[70_000], many.subList(0, 300)
        };

        Packet.Event event = (Packet.Event) decode(encode(event("/", "e", Packet.NO_ACK, values)));

        assertThat(event.args().get(0)).isEqualTo(many);
        assertThat(event.args().get(1)).isEqualTo(wide);
        assertThat(event.args().get(2)).isEqualTo("x".repeat(300));
        assertThat(event.args().get(3)).isEqualTo("y".repeat(70_000));
        assertThat(event.args().get(4, byte[].class)).hasSize(300);
        assertThat(event.args().get(5, byte[].class)).hasSize(70_000);
        assertThat(event.args().get(6)).isEqualTo(many.subList(0, 300));
    }

    @Test
    void packets_of_the_official_parser_are_read() {
        assertThat(((Packet.Connect) decode("83a47479706500a464617461d40000a36e7370a12f"))
                        .data()
                        .size())
                .isZero();
        assertThat(((Packet.Connect) decode("83a47479706500a46461746181a5746f6b656e01a36e7370a62f61646d696e"))
                        .data()
                        .get(0))
                .isEqualTo(Map.of("token", 1));
        assertThat(decode("83a47479706501a464617461d40000a36e7370a12f")).isEqualTo(new Packet.Disconnect("/"));
        assertThat(decode("82a47479706501a36e7370a52f63686174")).isEqualTo(new Packet.Disconnect("/chat"));
        Packet.Event event =
                (Packet.Event) decode("85a47479706502a464617461dc0016a165a9c3a9e282acf09f9880c0c3c2cb3ff8000000000000"
                        + "ffd0df7fcc80ccffcd0100cdffffce00010000ceffffffffcf0000000100000000d080d1ff7fd18000d2ffff7fffd280000000"
                        + "d3ffffffff7fffffffa76f7074696f6e7381a8636f6d7072657373c3a2696400a36e7370a52f63686174");
        assertThat(event.name()).isEqualTo("e");
        assertThat(event.ackId()).isZero();
        assertThat(event.namespace()).isEqualTo("/chat");
        assertThat(event.args().toList())
                .isEqualTo(Arrays.asList(
                        "é€\uD83D\uDE00",
                        null,
                        true,
                        false,
                        1.5,
                        -1,
                        -33,
                        127,
                        128,
                        255,
                        256,
                        65535,
                        65536,
                        4294967295L,
                        4294967296L,
                        -128,
                        -129,
                        -32768,
                        -32769,
                        -2147483648,
                        -2147483649L));
        Packet.Ack ack = (Packet.Ack) decode("84a47479706503a46461746192a172c0a26964cf0000000100000000a36e7370a22f61");
        assertThat(ack.ackId()).isEqualTo(4294967296L);
        assertThat(ack.args().toList()).containsExactly("r", null);
        assertThat(((Packet.ConnectError) decode("83a47479706504a464617461a474657874a36e7370a12f"))
                        .data()
                        .get(0))
                .isEqualTo("text");
    }

    @Test
    void binary_values_undefined_and_dates_are_read() {
        Packet.Event binary = (Packet.Event)
                decode("83a47479706502a46461746193a362696ec40301020383a16191c400a162d40000a16380a36e7370a12f");
        Packet.Event dates = (Packet.Event)
                decode("83a47479706502a46461746194a175d40000d7000000018bcfe5687bd7000000000000000000a36e7370a12f");

        assertThat(binary.args().get(0, byte[].class)).containsExactly(1, 2, 3);
        Map<?, ?> object = (Map<?, ?>) binary.args().get(1);
        assertThat((byte[]) ((List<?>) object.get("a")).get(0)).isEmpty();
        assertThat(object.get("b")).isNull();
        assertThat(dates.args().toList()).containsExactly(null, "2023-11-14T22:13:20.123Z", "1970-01-01T00:00:00Z");
    }

    @Test
    void other_forms_of_values_are_read() {
        Packet.Event event =
                (Packet.Event) decode("83" + TYPE + "02" + DATA + "9a" + "d90165" // "e" with a longer header
                        + "ca3fc00000" // float
                        + "cfffffffffffffffff" // the largest whole number
                        + "d6ff00000001" // a second after the begin of time
                        + "d7ff0000000400000001" // and a nanosecond later
                        + "c70cff000000010000000000000002" // with all bits
                        + "c7020001ff" // an ArrayBuffer
                        + "8101c0" // a number as name
                        + "cb7ff8000000000000" // not a number
                        + "dd00000000" // nothing, at length
                        + ROOT);

        assertThat(event.args().get(0)).isEqualTo(1.5);
        assertThat(event.args().get(1)).isEqualTo(0x1p64);
        assertThat(event.args().get(2)).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(event.args().get(3)).isEqualTo("1970-01-01T00:00:01.000000001Z");
        assertThat(event.args().get(4)).isEqualTo("1970-01-01T00:00:02.000000001Z");
        assertThat(event.args().get(5, byte[].class)).containsExactly(1, 255);
        assertThat(event.args().get(6)).isEqualTo(java.util.Collections.singletonMap("1", null));
        assertThat(event.args().get(7)).isNull();
        assertThat(event.args().get(8)).isEqualTo(List.of());
    }

    @Test
    void an_object_that_looks_like_a_placeholder_is_none() {
        Packet.Event event = (Packet.Event) decode(
                "83" + TYPE + "02" + DATA + "93a165" + "c40107" + "82ac5f706c616365686f6c646572c3a36e756d00" + ROOT);

        assertThat(event.args().get(0, byte[].class)).containsExactly(7);
        assertThat(event.args().get(1)).isEqualTo(Map.of("_placeholder", true, "num", 0));
    }

    @Test
    void received_arguments_are_passed_on() {
        String hex = "83a47479706502a46461746193a362696ec40301020382a16191c400a16380a36e7370a12f";

        assertThat(encode(decode(hex))).isEqualTo(hex);
    }

    @Test
    void the_last_of_repeated_entries_counts_and_unknown_ones_are_skipped() {
        Packet.Event event = (Packet.Event) decode("86" + TYPE + "03" + "a178" + "9393c0c0c081a16190c4020102" + TYPE
                + "02" + DATA + "91a161" + DATA + "91a162" + ROOT);

        assertThat(event.name()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c0",
                "90",
                "80",
                "00",
                "c1",
                "81" + TYPE + "02",
                "82" + TYPE + "05" + ROOT,
                "82" + TYPE + "ff" + ROOT,
                "82" + TYPE + "a131" + ROOT,
                "82" + TYPE + "cb3ff0000000000000" + ROOT,
                "82" + TYPE + "01" + "a36e737001",
                "82" + TYPE + "01" + "a36e7370a0",
                "82" + TYPE + "01" + "a36e7370a161",
                "82" + TYPE + "01" + ROOT + "00",
                "83" + TYPE + "00" + DATA + "c0" + ROOT,
                "83" + TYPE + "00" + DATA + "90" + ROOT,
                "83" + TYPE + "00" + DATA + "01" + ROOT,
                "83" + TYPE + "01" + DATA + "80" + ROOT,
                "83" + TYPE + "01" + DATA + "c0" + ROOT,
                "82" + TYPE + "02" + ROOT,
                "83" + TYPE + "02" + DATA + "90" + ROOT,
                "83" + TYPE + "02" + DATA + "80" + ROOT,
                "83" + TYPE + "02" + DATA + "a161" + ROOT,
                "83" + TYPE + "02" + DATA + "91c0" + ROOT,
                "83" + TYPE + "02" + DATA + "9190" + ROOT,
                "83" + TYPE + "02" + DATA + "91c3" + ROOT,
                "83" + TYPE + "02" + DATA + "91a7636f6e6e656374" + ROOT,
                "83" + TYPE + "02" + DATA + "91aa646973636f6e6e656374" + ROOT,
                "83" + TYPE + "03" + DATA + "90" + ROOT,
                "84" + TYPE + "03" + DATA + "80a2696401" + ROOT,
                "82" + TYPE + "04" + ROOT,
                "83" + TYPE + "04" + DATA + "90" + ROOT,
                "84" + TYPE + "02" + DATA + "91a161a26964ff" + ROOT,
                "84" + TYPE + "02" + DATA + "91a161a26964cb3ff0000000000000" + ROOT,
                "84" + TYPE + "02" + DATA + "91a161a26964cf0020000000000000" + ROOT,
                "84" + TYPE + "02" + DATA + "91a161a26964cfffffffffffffffff" + ROOT,
                "83" + TYPE + "02" + DATA + "92a161a1ff" + ROOT,
                "83" + TYPE + "02" + DATA + "92a161a3eda080" + ROOT,
                "83" + TYPE + "02" + DATA + "92a16181c001" + ROOT,
                "83" + TYPE + "02" + DATA + "92a161d40100" + ROOT,
                "83" + TYPE + "02" + DATA + "92a161c705ff0000000000" + ROOT,
                "83" + TYPE + "02" + DATA + "92a161d7ffffffffff00000000" + ROOT,
                "83" + TYPE + "02" + DATA + "92a161c70cff000000007fffffffffffffff" + ROOT,
                "83" + TYPE + "02" + DATA + "92a161c1" + ROOT,
                "8301" + "02" + DATA + "91a161" + ROOT
            })
    void a_malformed_packet_is_a_violation(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void a_packet_that_is_cut_anywhere_is_a_violation() {
        String hex = "85a47479706502a46461746198a165c4020102cb3ff8000000000000d7000000018bcfe5687bcd0100d9026162"
                + "92c0c382a161a16201c2a269640da36e7370a52f63686174a7" + "6f7074696f6e7380";
        assertThat(decode(hex)).isInstanceOf(Packet.Event.class);

        for (int length = 0; length < hex.length(); length += 2) {
            String cut = hex.substring(0, length);
            assertThatThrownBy(() -> decode(cut)).as(cut).isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void text_is_a_violation() {
        assertThatThrownBy(() -> parser.newDecoder(DecodeLimits.DEFAULT).decode(TextPayload.of("2[\"a\"]")))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void nesting_is_limited() {
        String head = "83" + TYPE + "02" + DATA + "92a161";

        assertThat(decode(head + "91".repeat(510) + "90" + ROOT)).isInstanceOf(Packet.Event.class);
        assertThatThrownBy(() -> decode(head + "91".repeat(513) + "90" + ROOT)).isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> decode(head + "91".repeat(100_000) + "90" + ROOT))
                .isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> decode(head + "81a0".repeat(100_000) + "90" + ROOT))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void names_and_binary_values_are_limited() {
        DecodeLimits limits = new DecodeLimits(10, 3, 512, 1000, 2, 1);

        assertThatThrownBy(() -> decode("83" + TYPE + "02" + DATA + "92a16181a361616101" + ROOT, limits))
                .hasMessage("a name in MessagePack is too long");
        assertThatThrownBy(() -> decode("83" + TYPE + "02" + DATA + "92a161c40401020304" + ROOT, limits))
                .hasMessage("too many binary values");
        assertThatThrownBy(() -> decode("83" + TYPE + "02" + DATA + "91a26161" + ROOT, limits))
                .hasMessage("event name is too long");
        assertThatThrownBy(() -> decode("82" + TYPE + "01" + "a36e7370a22f61", limits))
                .hasMessage("namespace is too long");
        assertThatThrownBy(() -> decode("83" + TYPE + "02" + DATA + "92a161dc2711" + "c400".repeat(10_001) + ROOT))
                .hasMessage("too many binary values");
    }

    @Test
    void every_json_value_survives_the_way_there_and_back() {
        long seed = RandomJson.seed();
        RandomJson random = new RandomJson(seed);
        for (int i = 0; i < 3_000; i++) {
            // Halves of surrogate pairs cannot travel as UTF-8.
            String json = random.value(6).replaceAll("(?i)\\\\ud[89a-f]", "\\\\u00");
            Args args = Args.of(RawJson.of(json), 1, RawJson.of(json));

            Packet.Event event = (Packet.Event) decode(encode(new Packet.Event("/", "e", args, Packet.NO_ACK)));

            Object expected = new PlainJson()
                    .read(
                            json.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            0,
                            json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
                            Object.class,
                            List.of());
            assertThat(event.args().toList())
                    .as("seed %d: %s", seed, json)
                    .isEqualTo(Arrays.asList(expected, 1, expected));
        }
    }

    private String encode(Packet packet) {
        List<Payload> messages = parser.encoder().encode(packet, true).messages();
        assertThat(messages).hasSize(1).allMatch(BinaryPayload.class::isInstance);
        return HexFormat.of().formatHex(messages.get(0).toByteArray());
    }

    private Packet decode(String hex) {
        return decode(hex, DecodeLimits.DEFAULT);
    }

    private Packet decode(String hex, DecodeLimits limits) {
        return parser.newDecoder(limits).decode(BinaryPayload.of(HexFormat.of().parseHex(hex)));
    }

    private static Packet.Event event(String namespace, String name, long ackId, Object... args) {
        return new Packet.Event(namespace, name, Args.of(args), ackId);
    }
}
