package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.payload.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonOutputTest {
    private static final String[] PIECES = {
        "plain text ",
        "?",
        "\"",
        "\\",
        "\n",
        "\u0001",
        "\u007f",
        "é",
        "€",
        "\uD83D\uDE00",
        "\uD83D",
        "\uDE00",
        "\u2028",
        "\uffff"
    };

    @Test
    void any_string_of_any_length_is_written_so_that_it_reads_the_same() {
        long seed = RandomJson.seed();
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            JsonOutput out = new JsonOutput(0, 1);
            out.string(text.toString());
            int end = out.begin() + out.length();

            assertThat(Utf8.isValid(out.array(), out.begin(), end))
                    .as("seed %d", seed)
                    .isTrue();
            JsonScanner.scan(out.array(), out.begin(), out.length(), JsonLimits.DEFAULT, 0);
            assertThat(JsonScalars.string(out.array(), out.begin(), end))
                    .as("seed %d", seed)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void short_and_long_strings_are_escaped_alike() {
        String piece = "\"\\\b\f\n\r\t\u0001\u001f/?";

        assertThat(string(piece)).isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/?\"");
        assertThat(string(piece.repeat(20)))
                .isEqualTo("\"" + "\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/?".repeat(20) + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 9, 10, 99, 100, -1, -10, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
            })
    void whole_numbers_are_written_as_java_does(long number) {
        JsonOutput out = new JsonOutput(0, 0);

        out.number(number);

        assertThat(text(out)).isEqualTo(Long.toString(number));
    }

    @Test
    void what_is_known_last_is_put_in_front() {
        JsonOutput out = new JsonOutput(6, 0);
        out.ascii("[]");

        out.prepend('-');
        out.prepend(1024);
        out.prepend('5');

        assertThat(text(out)).isEqualTo("51024-[]");
        assertThat(out.begin()).isZero();
    }

    private static String string(String text) {
        JsonOutput out = new JsonOutput(0, 0);
        out.string(text);
        return text(out);
    }

    private static String text(JsonOutput out) {
        return new String(out.array(), out.begin(), out.length(), StandardCharsets.UTF_8);
    }
}
