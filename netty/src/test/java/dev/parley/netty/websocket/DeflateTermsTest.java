package dev.parley.netty.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTermsTest {
    private static final String FORGETFUL =
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; client_max_window_bits=10",
                "permessage-deflate;server_no_context_takeover ; client_no_context_takeover",
                "foo, permessage-deflate",
                "permessage-deflate; unknown=1, permessage-deflate",
                "permessage-deflate; server_max_window_bits=10, PerMessage-Deflate",
                "x-other; a=\"b\", permessage-deflate"
            })
    void the_first_offer_that_fits_is_accepted(String header) {
        assertThat(DeflateTerms.answer(ExtensionOffers.parse(List.of(header)))).isEqualTo(FORGETFUL);
    }

    @Test
    void the_largest_window_is_confirmed_when_asked_for() {
        var offers = ExtensionOffers.parse(List.of("permessage-deflate; server_max_window_bits=15"));

        assertThat(DeflateTerms.answer(offers)).isEqualTo(FORGETFUL + "; server_max_window_bits=15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; server_no_context_takeover=1",
                "x-webkit-deflate-frame",
            })
    void what_cannot_be_kept_is_declined(String header) {
        assertThat(DeflateTerms.answer(ExtensionOffers.parse(List.of(header)))).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permessage-deflate;
            ;a=b
            permessage-deflate; =1
            permessage-deflate,, permessage-deflate
            permessage-deflate; a="b
            permessage-deflate; a; a
            permessage-deflate x
            """)
    void a_malformed_header_is_none(String header) {
        assertThat(ExtensionOffers.parse(List.of(header))).isNull();
    }

    @Test
    void seventeen_extensions_are_too_many() {
        String sixteen = String.join(",", Collections.nCopies(16, "a"));

        assertThat(ExtensionOffers.parse(List.of(sixteen))).hasSize(16);
        assertThat(ExtensionOffers.parse(List.of(sixteen, "a"))).isNull();
    }

    @Test
    void a_long_header_is_read_in_linear_time() {
        String header = "permessage-deflate" + "; a".repeat(2) + ",".repeat(100_000);

        assertThat(ExtensionOffers.parse(List.of(header))).isNull();
    }
}
