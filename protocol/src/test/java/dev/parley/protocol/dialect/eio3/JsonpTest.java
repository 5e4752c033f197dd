package dev.parley.protocol.dialect.eio3;

import static dev.parley.protocol.dialect.eio3.Peer.binary;
import static dev.parley.protocol.dialect.eio3.Peer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of sections 9 and 16.4; where those count a length wrongly, the right one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonpTest {
    private final Peer peer = new Peer("EIO=3&transport=polling&j=0&b64=1");

    @Test
    void an_answer_is_a_call() {
        HttpBody body = peer.answer(text("2[\"message\",\"hello\"]"));

        assertThat(body.contentType()).isEqualTo("text/javascript; charset=UTF-8");
        assertThat(body.content()).isEqualTo(TextPayload.of("___eio[0](\"21:42[\\\"message\\\",\\\"hello\\\"]\");"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a\\nb                  | ___eio[0]("5:4a\\\\nb");
        2["message","a\\nb"]   | ___eio[0]("20:42[\\"message\\",\\"a\\\\nb\\"]");
        2["message","a\\\\nb"] | ___eio[0]("21:42[\\"message\\",\\"a\\\\\\\\nb\\"]");
        """)
    void backslashes_and_quotes_are_escaped(String message, String script) {
        assertThat(peer.answer(text(message)).content()).hasToString(script);
    }

    @Test
    void nothing_ends_a_line_of_the_script() {
        assertThat(peer.answer(text("2[\"\u2028\u2029\"]")).content())
                .hasToString("___eio[0](\"18:42[\\\"\\\\u2028\\\\u2029\\\"]\");");
        assertThat(peer.answer(text("a\nb")).content()).hasToString("___eio[0](\"4:4a\\nb\");");
    }

    @Test
    void binary_data_are_base64() {
        assertThat(peer.answer(binary("0506")).content()).hasToString("___eio[0](\"6:b4BQY=\");");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "x1y2%22, 12",
        "'', 0",
        "alert(), 0",
        "0007, 7",
        "99999999999999, 999999999",
        "-1, 1",
        "%D9%A3, 0"
    })
    void the_index_is_digits_and_nothing_else(String index, String written) {
        assertThat(new Peer("transport=polling&j=" + index).answer(text("a")).content())
                .hasToString("___eio[" + written + "](\"2:4a\");");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        21:42["message","hello"]       | 21:42["message","hello"]
        4:4a\\nb                       | 4:4a<LF>b
        19:42["message","a\\\\nb"]     | 19:42["message","a\\nb"]
        20:42["message","a\\\\\\nb"]   | 20:42["message","a\\\\nb"]
        18:42["message","€€"]          | 18:42["message","€€"]
        6:b4BQY=                       | 6:b4BQY=
        \\n\\n                         | <LF><LF>
        \\\\\\\\n                      | \\\\\\n
        n\\                            | n\\
        \\t\\\\t                       | \\t\\\\t
        """)
    void the_field_is_unescaped(String field, String payload) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);

        int length = JsonpForm.unescape(bytes);

        assertThat(new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8))
                .isEqualTo(payload.replace("<LF>", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        d=21%3A42%5B%22message%22%2C%22hello%22%5D         | 2["message","hello"]
        d=4%3A4a%5Cnb                                      | a<LF>b
        d=20%3A42%5B%22message%22%2C%22a%5C%5Cnb%22%5D     | 2["message","a\\nb"]
        d=21%3A42%5B%22message%22%2C%22a%5C%5C%5Cnb%22%5D  | 2["message","a\\\\nb"]
        d=18%3A42%5B%22message%22%2C%22%E2%82%AC%E2%82%AC%22%5D | 2["message","€€"]
        x=1&d=4%3A4a+b                                     | a b
        dd=1&d=4%3a4a%2Bb&d=1%3A2                          | a+b
        d=4%3A4%C3%A2%C2%82%C2%AC                          | €
        """)
    void a_form_is_read(String form, String message) {
        assertThat(peer.post("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(text(message.replace("<LF>", "\n")));
    }

    @Test
    void binary_data_of_a_form_are_read() {
        assertThat(peer.post(null, "d=6%3Ab4BQY%3D".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(binary("0506"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "d=",
                "x=1",
                "D=1%3A2",
                "d=%",
                "d=%3",
                "d=1%3A%G0",
                "d=1%3A2%",
                "d=2%3A4%FF",
                "d=1:9",
                "&&&"
            })
    void a_malformed_form_is_a_violation(String form) {
        assertThatThrownBy(() -> peer.post(null, form.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void a_post_is_answered_with_ok() {
        assertThat(peer.polling().accepted()).isEqualTo(new HttpBody("text/html", TextPayload.of("ok")));
        assertThat(peer.polling().accepts("application/x-www-form-urlencoded")).isTrue();
    }
}
