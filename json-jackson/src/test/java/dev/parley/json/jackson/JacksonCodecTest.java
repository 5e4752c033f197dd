package dev.parley.json.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonCodecContract;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.packet.TypeRef;
import dev.parley.protocol.payload.BinaryPayload;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.node.JsonNodeFactory;

class JacksonCodecTest implements JsonCodecContract {
    private final JacksonCodec codec = JacksonCodec.create();

    record Meeting(Instant begin, LocalDate day, Duration length) {}

    record Named(String firstName) {}

    @Override
    public JsonCodec codec() {
        return codec;
    }

    @Test
    void times_are_text() {
        var meeting =
                new Meeting(Instant.parse("2026-11-21T10:00:00Z"), LocalDate.of(2026, 11, 21), Duration.ofMinutes(5));

        String json = write(codec, meeting);

        assertThat(json).isEqualTo("{\"begin\":\"2026-11-21T10:00:00Z\",\"day\":\"2026-11-21\",\"length\":\"PT5M\"}");
        assertThat(read(codec, json, Meeting.class)).isEqualTo(meeting);
    }

    @Test
    void what_may_be_missing_is_optional() {
        Type type = new TypeRef<Optional<String>>() {}.type();

        assertThat(read(codec, "\"x\"", type)).isEqualTo(Optional.of("x"));
        assertThat(read(codec, "null", type)).isEqualTo(Optional.empty());
    }

    @Test
    void trees_are_read_and_written_with_their_binary_nodes() {
        JsonNode tree = (JsonNode) read(
                codec, "{\"a\":[{\"_placeholder\":true,\"num\":0},1]}", JsonNode.class, BinaryPayload.of(new byte[] {
                    7, 8
                }));
        List<BinaryPayload> attached = new ArrayList<>();
        JsonOutput out = new JsonOutput(0, 10);

        codec.write(tree, out, binary -> {
            attached.add(binary);
            return 0;
        });

        assertThat(tree.at("/a/0").binaryValue()).containsExactly(7, 8);
        assertThat(attached).containsExactly(BinaryPayload.of(new byte[] {7, 8}));
        assertThat(text(out)).isEqualTo("{\"a\":[{\"_placeholder\":true,\"num\":0},1]}");
        assertThat(write(codec, JsonNodeFactory.instance.objectNode().put("x", 1)))
                .isEqualTo("{\"x\":1}");
    }

    @Test
    void the_mapper_of_an_application_is_respected() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();

        JacksonCodec own = JacksonCodec.of(mapper);

        assertThat(write(own, new Named("x"))).isEqualTo("{\"first_name\":\"x\"}");
        assertThat(read(own, "{\"first_name\":\"y\"}", Named.class)).isEqualTo(new Named("y"));
    }

    @Test
    void default_typing_is_off_even_if_the_application_has_switched_it_on() {
        var anything = BasicPolymorphicTypeValidator.builder()
                .allowIfBaseType(Object.class)
                .build();
        JsonMapper mapper = JsonMapper.builder()
                .activateDefaultTyping(anything, DefaultTyping.NON_FINAL)
                .build();

        JacksonCodec own = JacksonCodec.of(mapper);

        assertThat(write(own, Map.of("a", List.of(1)))).isEqualTo("{\"a\":[1]}");
        assertThat(read(own, "[\"java.util.concurrent.atomic.AtomicInteger\",1]", Object.class))
                .isEqualTo(List.of("java.util.concurrent.atomic.AtomicInteger", 1));
    }

    private static String write(JsonCodec codec, Object value) {
        JsonOutput out = new JsonOutput(0, 10);
        codec.write(value, out, binary -> 0);
        return text(out);
    }

    private static String text(JsonOutput out) {
        return new String(out.array(), out.begin(), out.length(), StandardCharsets.UTF_8);
    }

    private static Object read(JsonCodec codec, String json, Type type, BinaryPayload... attachments) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return codec.read(utf8, 0, utf8.length, type, List.of(attachments));
    }
}
