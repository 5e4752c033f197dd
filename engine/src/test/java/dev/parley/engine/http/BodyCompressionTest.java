package dev.parley.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyCompressionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                           | -
            ''                          | -
            identity                    | -
            br                          | -
            gzip                        | gzip
            GZIP                        | gzip
            deflate                     | deflate
            gzip, deflate, br           | gzip
            deflate, gzip               | gzip
            gzip;q=0.5, deflate;q=0.8   | deflate
            gzip;q=0                    | -
            gzip;q=0, deflate           | deflate
            gzip;q=x                    | -
            *                           | gzip
            *;q=0                       | -
            gzip;q=0, *                 | deflate
            ,,;;q=,                     | -
            """)
    void the_better_of_what_the_client_accepts_is_used(String accepted, String coding) {
        assertThat(BodyCompression.coding(accepted)).isEqualTo(coding);
    }
}
