package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.frame.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonScannerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "10",
                "-1.5",
                "1e5",
                "1E+5",
                "1.25e-10",
                "\"\"",
                "\"a\"",
                "[]",
                "{}",
                " [ ] ",
                "\t{\r\n} ",
                "[[],{}]",
                "{\"\":{\"\":[]}}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00eF\"",
                "\"\u007f\u0080€\uD83D\uDE00\"",
                "[1,2,3]",
                "{\"a\":1,\"a\":2}",
                "\"\\ud800\"",
                "[0]",
                "[-0.0]",
                "[\"]\",\"}\",\",\"]"
            })
    void valid_texts_are_accepted(String json) {
        assertThat(scan(json)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        []                     |
        [1]                    | 1
        [ 1 , "a" ]            | 1 ; "a"
        [[1,2],{"a":[3]},[]]   | [1,2] ; {"a":[3]} ; []
        ["a,b",{"x":"],["}]    | "a,b" ; {"x":"],["}
        [1,2,3,4,5,6,7,8,9,10] | 1 ; 2 ; 3 ; 4 ; 5 ; 6 ; 7 ; 8 ; 9 ; 10
        {"a":[1,2]}            |
        7                      |
        """)
    void elements_of_the_outermost_array_are_found(String json, String elements) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonScanner scan = scan(json);

        List<String> found = new ArrayList<>();
        for (int i = 0; i < scan.size(); i++) {
            int begin = scan.bounds()[2 * i];
            found.add(new String(bytes, begin, scan.bounds()[2 * i + 1] - begin, StandardCharsets.UTF_8));
        }

        assertThat(String.join(" ; ", found)).isEqualTo(elements == null ? "" : elements);
    }

    @Test
    void the_whole_value_is_known_without_the_space_around_it() {
        JsonScanner scan = scan(" \n {\"a\":1} ");

        assertThat(scan.kind()).isEqualTo((byte) '{');
        assertThat(scan.whole()).containsExactly(3, 10);
    }

    @Test
    void a_slice_is_scanned_and_nothing_around_it() {
        byte[] bytes = "x[1]y".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonScanner.scan(bytes, 1, 3, JsonLimits.DEFAULT, 0).bounds())
                .startsWith(2, 3);
        assertThatThrownBy(() -> JsonScanner.scan(bytes, 1, 2, JsonLimits.DEFAULT, 0))
                .isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> JsonScanner.scan(bytes, 1, 4, JsonLimits.DEFAULT, 0))
                .isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 511, 512})
    void arrays_and_objects_nest_up_to_the_limit(int depth) {
        JsonLimits limits = new JsonLimits(depth, 10, 10);
        String arrays = "[".repeat(depth) + "]".repeat(depth);
        String mixed = "[{\"a\":".repeat(depth / 2) + (depth % 2 == 0 ? "1" : "[]") + "}]".repeat(depth / 2);

        assertThat(scan(arrays, limits)).isNotNull();
        assertThat(scan(mixed, limits)).isNotNull();
        assertThatThrownBy(() -> scan("[" + arrays + "]", limits)).hasMessage("JSON is nested too deeply");
        assertThatThrownBy(() -> scan("{\"a\":" + mixed + "}", limits)).hasMessage("JSON is nested too deeply");
    }

    @Test
    void brackets_must_match_at_every_depth() {
        for (int depth = 1; depth <= 200; depth++) {
            String wrong = "[".repeat(depth) + "}" + "]".repeat(depth - 1);
            String swapped = "[{\"a\":".repeat(depth) + "1" + "}]".repeat(depth - 1) + "]}";

            assertThatThrownBy(() -> scan(wrong)).isInstanceOf(ProtocolViolation.class);
            assertThatThrownBy(() -> scan(swapped)).isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void numbers_and_names_are_limited_in_length() {
        JsonLimits limits = new JsonLimits(10, 5, 3);

        assertThat(scan("[12345,-1e10,{\"abc\":\"long text\"}]", limits)).isNotNull();
        assertThatThrownBy(() -> scan("[123456]", limits)).hasMessage("a number in JSON is too long");
        assertThatThrownBy(() -> scan("{\"abcd\":1}", limits)).hasMessage("a name in JSON is too long");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31})
    void the_end_of_a_string_is_found_at_every_distance(int length) {
        for (String stop : List.of("\"", "\\n\"", "\u0001\"")) {
            byte[] bytes =
                    ("\"" + "é".repeat(length / 2) + "x".repeat(length % 2) + stop).getBytes(StandardCharsets.UTF_8);
            int expected = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(stop.charAt(0), 1);

            assertThat(StringRun.end(bytes, 1, bytes.length)).isEqualTo(expected);
        }
    }

    @Test
    void what_is_generated_is_accepted_and_splits_into_values_that_are_accepted() {
        long seed = RandomJson.seed();
        RandomJson random = new RandomJson(seed);

        for (int i = 0; i < 5_000; i++) {
            String json = random.event(5);
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            JsonScanner scan = scan(json);
            for (int element = 0; element < scan.size(); element++) {
                int begin = scan.bounds()[2 * element];
                int length = scan.bounds()[2 * element + 1] - begin;
                JsonScanner inner = JsonScanner.scan(bytes, begin, length, JsonLimits.DEFAULT, 0);
                assertThat(inner.whole()).as("seed %d: %s", seed, json).containsExactly(begin, begin + length);
            }
        }
    }

    private static JsonScanner scan(String json) {
        return scan(json, JsonLimits.DEFAULT);
    }

    private static JsonScanner scan(String json, JsonLimits limits) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonScanner.scan(bytes, 0, bytes.length, limits, 0);
    }
}
