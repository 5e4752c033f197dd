package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
    @Test
    void lines_as_the_official_java_client_writes_them_are_one_text() {
        byte[] data = new byte[200];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
        byte[] newLine = {'\n'};
        String lines = Base64.getMimeEncoder(76, newLine).encodeToString(data) + "\n";

        assertThat(decode(lines)).isEqualTo(BinaryPayload.of(data));
        assertThat(decode("AQID\n")).isEqualTo(BinaryPayload.of(new byte[] {1, 2, 3}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQI", "AQI\n", "AQ=D", "AQ D", "AQ\nID", "A?ID"})
    void what_is_no_base64_is_none(String text) {
        assertThat(decode(text)).isNull();
    }

    private static BinaryPayload decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Base64Text.decode(bytes, 0, bytes.length);
    }
}
