package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.protocol.packet.BindingException;
import dev.parley.protocol.packet.TypeRef;
import dev.parley.protocol.payload.BinaryPayload;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the protocol relies on in every JSON codec. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public interface JsonCodecContract {
    /** A value of an application. */
    record Order(int id, String title, List<String> tags, byte[] image) {}

    /** A value with another inside. */
    record Parcel(Order order, Map<String, ByteBuffer> papers, Object anything) {}

    /** A bean with a field of every scalar type. */
    final class Bean {
        public int whole;
        public Long wide;
        public double real;
        public boolean flag;
        public String text;
        public Bean next;
    }

    /** The codec to test. */
    JsonCodec codec();

    @Test
    default void values_of_every_json_type_are_written() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", Arrays.asList(1, 2L, 1.5, true, null, "x"));
        object.put("é", Map.of());

        assertThat(json(object)).isEqualTo("{\"a\":[1,2,1.5,true,null,\"x\"],\"é\":{}}");
        assertThat(json(null)).isEqualTo("null");
        assertThat(json("a\"\n€\uD83D\uDE00")).isEqualTo("\"a\\\"\\n€\uD83D\uDE00\"");
    }

    @Test
    default void records_and_beans_are_written() {
        Bean bean = new Bean();
        bean.text = "t";

        assertThat(json(new Order(7, "x", List.of("y"), null)))
                .isEqualTo("{\"id\":7,\"title\":\"x\",\"tags\":[\"y\"],\"image\":null}");
        assertThat(read(json(bean), Map.class))
                .isEqualTo(read(
                        "{\"whole\":0,\"wide\":null,\"real\":0.0,\"flag\":false,\"text\":\"t\",\"next\":null}",
                        Map.class));
    }

    @Test
    default void binary_values_are_attached_at_any_depth() {
        List<BinaryPayload> attached = new ArrayList<>();
        var parcel = new Parcel(
                new Order(1, "t", List.of(), new byte[] {1, 2}),
                Map.of("p", ByteBuffer.wrap(new byte[] {0, 3, 4, 0}, 1, 2)),
                List.of(BinaryPayload.of(new byte[] {9, 5, 9}, 1, 1), new byte[0]));

        String json = json(parcel, attached);

        assertThat(json)
                .isEqualTo("{\"order\":{\"id\":1,\"title\":\"t\",\"tags\":[],\"image\":" + placeholder(0) + "},"
                        + "\"papers\":{\"p\":" + placeholder(1) + "},\"anything\":[" + placeholder(2) + ","
                        + placeholder(3) + "]}");
        assertThat(attached)
                .containsExactly(
                        BinaryPayload.of(new byte[] {1, 2}),
                        BinaryPayload.of(new byte[] {3, 4}),
                        BinaryPayload.of(new byte[] {5}),
                        BinaryPayload.of(new byte[0]));
    }

    @Test
    default void a_sink_may_number_as_it_likes() {
        JsonOutput out = new JsonOutput(0, 10);

        codec().write(Map.of("a", new byte[1]), out, value -> 17);

        assertThat(text(out)).isEqualTo("{\"a\":" + placeholder(17) + "}");
    }

    @Test
    default void raw_json_is_written_as_it_is_inside_of_values() {
        assertThat(json(Map.of("a", RawJson.of("{\"x\": [1 ,2]}")))).isEqualTo("{\"a\":{\"x\": [1 ,2]}}");
    }

    @Test
    default void what_no_json_number_can_say_is_null() {
        assertThat(json(List.of(Double.NaN, Double.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1.5f)))
                .isEqualTo("[null,null,null,1.5]");
        assertThat(json(Map.of("a", new double[] {1, Double.NaN}))).isEqualTo("{\"a\":[1.0,null]}");
    }

    @Test
    default void lone_surrogates_never_become_invalid_utf8() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("k\uD83D", "v\uDE00");
        value.put("array", new String[] {"\uD83D", "\uD83D\uDE00"});
        value.put("long", "x".repeat(5000) + "\uD83D" + "y".repeat(5000));

        JsonOutput out = new JsonOutput(0, 10);
        codec().write(value, out, binary -> 0);

        assertThat(strictlyDecoded(out).contains("\uD83D\uDE00")).isTrue();
    }

    private static String strictlyDecoded(JsonOutput out) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.array(), out.begin(), out.length()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("invalid UTF-8", e);
        }
    }

    @Test
    default void cyclic_values_are_refused() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("self", List.of(map));
        Bean bean = new Bean();
        bean.next = bean;

        assertThatThrownBy(() -> json(map)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json(bean)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void values_that_cannot_be_written_are_refused_with_the_reason() {
        Object failing = new Object() {
            public String getName() {
                throw new IllegalStateException("no name yet");
            }
        };

        assertThatThrownBy(() -> json(failing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no name yet");
    }

    @Test
    default void values_without_a_type_are_maps_lists_and_scalars() {
        Object value = read(
                "{\"i\":1,\"l\":-3000000000,\"d\":1.5,\"e\":1e2,\"b\":[true,false,null],\"s\":\"\\u00e9\\n\",\"o\":{}}",
                Object.class);

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("i", 1);
        expected.put("l", -3000000000L);
        expected.put("d", 1.5);
        expected.put("e", 100.0);
        expected.put("b", Arrays.asList(true, false, null));
        expected.put("s", "é\n");
        expected.put("o", Map.of());
        assertThat(value).isEqualTo(expected);
        assertThat(((Map<?, ?>) value).keySet())
                .map(Object::toString)
                .containsExactly("i", "l", "d", "e", "b", "s", "o");
        assertThat(read("null", Object.class)).isNull();
        assertThat(read(" 7 ", Object.class)).isEqualTo(7);
    }

    @Test
    default void whole_numbers_beyond_64_bits_are_doubles_where_no_type_is_declared() {
        assertThat(read("[9223372036854775807,9223372036854775808]", Object.class))
                .isEqualTo(List.of(Long.MAX_VALUE, 0x1p63));
        assertThat(read("{\"a\":" + "9".repeat(400) + "}", new TypeRef<Map<String, Object>>() {}.type()))
                .isEqualTo(Map.of("a", Double.POSITIVE_INFINITY));
    }

    @Test
    default void huge_numbers_cost_no_more_than_their_length() {
        assertThat(read("1e1000000000", Object.class)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read("9".repeat(1000), BigInteger.class)).isEqualTo(new BigInteger("9".repeat(1000)));
        assertThat(read("1e400", BigDecimal.class)).isEqualTo(new BigDecimal("1e400"));
        Throwable outcome = catchThrowable(() -> read("1e1000000000", BigInteger.class));
        assertThat(outcome).isInstanceOf(BindingException.class);
    }

    @Test
    default void typed_values_are_bound() {
        Order order = (Order) read("{\"id\":7,\"title\":\"x\",\"tags\":[\"y\"],\"more\":1}", Order.class);
        Bean bean =
                (Bean) read("{\"whole\":1,\"wide\":2,\"real\":3,\"flag\":true,\"next\":{\"text\":\"n\"}}", Bean.class);

        assertThat(order.id()).isEqualTo(7);
        assertThat(order.tags()).containsExactly("y");
        assertThat(bean.wide).isEqualTo(2);
        assertThat(bean.next.text).isEqualTo("n");
        assertThat(read("[1,2]", new TypeRef<List<Long>>() {}.type())).isEqualTo(List.of(1L, 2L));
        assertThat(read("[1,2]", int[].class)).isEqualTo(new int[] {1, 2});
    }

    @Test
    default void what_does_not_fit_is_a_binding_failure() {
        assertThatThrownBy(() -> read("\"x\"", Order.class)).isInstanceOf(BindingException.class);
        assertThatThrownBy(() -> read("{\"id\":\"seven\"}", Order.class)).isInstanceOf(BindingException.class);
        assertThatThrownBy(() -> read("3000000000", Integer.class)).isInstanceOf(BindingException.class);
        assertThatThrownBy(() -> read("{}", Runnable.class)).isInstanceOf(BindingException.class);
    }

    @Test
    default void the_last_of_repeated_keys_counts() {
        assertThat(read("{\"a\":1,\"a\":2}", Map.class)).isEqualTo(Map.of("a", 2));
        assertThat(((Bean) read("{\"text\":\"x\",\"text\":\"y\"}", Bean.class)).text)
                .isEqualTo("y");
        assertThat(read("{\"__proto__\":1,\"\":2}", Object.class)).isEqualTo(Map.of("__proto__", 1, "", 2));
    }

    @Test
    default void attachments_are_found_at_any_depth() {
        Parcel parcel = (Parcel) read(
                "{\"order\":{\"image\": { \"num\" : 1 , \"_placeholder\" : true } ,\"id\":7},\"papers\":{\"p\":"
                        + placeholder(0) + "},\"anything\":[1,{\"x\":" + placeholder(2) + "}]}",
                Parcel.class,
                new byte[] {1},
                new byte[] {2, 2},
                new byte[] {});

        assertThat(parcel.order().image()).containsExactly(2, 2);
        assertThat(parcel.order().id()).isEqualTo(7);
        assertThat(parcel.papers().get("p")).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
        Map<?, ?> inner = (Map<?, ?>) ((List<?>) parcel.anything()).get(1);
        assertThat((byte[]) inner.get("x")).isEmpty();
    }

    @Test
    default void attachments_are_read_as_every_binary_type() {
        byte[] bytes = {1, 2, 3};

        assertThat((byte[]) read(placeholder(0), byte[].class, bytes))
                .isEqualTo(bytes)
                .isNotSameAs(bytes);
        assertThat((byte[]) read(placeholder(0), Object.class, bytes)).isEqualTo(bytes);
        assertThat(read(placeholder(0), ByteBuffer.class, bytes)).isEqualTo(ByteBuffer.wrap(bytes));
        assertThat(read(placeholder(0), BinaryPayload.class, bytes)).isEqualTo(BinaryPayload.of(bytes));
        assertThat(read("[" + placeholder(0) + "]", new TypeRef<List<BinaryPayload>>() {}.type(), bytes))
                .isEqualTo(List.of(BinaryPayload.of(bytes)));
    }

    @Test
    default void attachments_are_found_behind_the_begin_of_an_array_and_beyond_ascii() {
        byte[] json = ("xyz[\"é€\uD83D\uDE00\",{\"é\":1}," + placeholder(0) + ",{\"_placeholder\":false,\"num\":0}]xyz")
                .getBytes(StandardCharsets.UTF_8);

        List<?> list = (List<?>)
                codec().read(json, 3, json.length - 6, Object.class, List.of(BinaryPayload.of(new byte[] {42})));

        assertThat((byte[]) list.get(2)).containsExactly(42);
        assertThat(list.get(3)).isEqualTo(Map.of("_placeholder", false, "num", 0));
    }

    @Test
    default void without_attachments_nothing_is_a_placeholder() {
        assertThat(read(placeholder(0), Object.class)).isEqualTo(Map.of("_placeholder", true, "num", 0));
    }

    @Test
    default void what_a_peer_sends_never_chooses_a_class() {
        String gadget = "[\"java.util.concurrent.atomic.AtomicInteger\",{\"@class\":\"java.io.File\",\"path\":\"x\"}]";

        assertThat(read(gadget, Object.class))
                .isEqualTo(List.of(
                        "java.util.concurrent.atomic.AtomicInteger", Map.of("@class", "java.io.File", "path", "x")));
        Parcel parcel = (Parcel) read("{\"anything\":" + gadget + "}", Parcel.class);
        assertThat(parcel.anything()).isEqualTo(read(gadget, Object.class));
    }

    @Test
    default void what_the_protocol_lets_through_is_deep_enough() {
        String nested = "[".repeat(511) + "]".repeat(511);

        assertThat(read(nested, Object.class)).isInstanceOf(List.class);
        assertThat(json(read(nested, Object.class))).isEqualTo(nested);
        assertThat(read("\"" + "x".repeat(5_000_000) + "\"", String.class)).isEqualTo("x".repeat(5_000_000));
        assertThat(read("{\"" + "n".repeat(50_000) + "\":1}", Object.class))
                .isEqualTo(Collections.singletonMap("n".repeat(50_000), 1));
    }

    private String json(Object value) {
        return json(value, new ArrayList<>());
    }

    private String json(Object value, List<BinaryPayload> attached) {
        JsonOutput out = new JsonOutput(0, 10);
        codec().write(value, out, binary -> {
            attached.add(binary);
            return attached.size() - 1;
        });
        return text(out);
    }

    private static String text(JsonOutput out) {
        return new String(out.array(), out.begin(), out.length(), StandardCharsets.UTF_8);
    }

    private Object read(String json, Type type, byte[]... attachments) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return codec().read(
                        utf8,
                        0,
                        utf8.length,
                        type,
                        Arrays.stream(attachments).map(BinaryPayload::of).toList());
    }

    private static String placeholder(int number) {
        return "{\"_placeholder\":true,\"num\":" + number + "}";
    }
}
