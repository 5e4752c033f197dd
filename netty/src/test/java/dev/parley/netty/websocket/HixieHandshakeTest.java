package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HixieHandshakeTest {
    private static final String KEY1 = "4 @1  46546xW%0l 1 5";
    private static final String KEY2 = "12998 5 Y3 1  .P00";

    private static Handshake answer(String base, String... headers) throws NoSuchAlgorithmException {
        List<String> all = new ArrayList<>(List.of("Upgrade", "WebSocket", "Connection", "Upgrade"));
        all.addAll(List.of(headers));
        RequestHead head = new RequestHead(
                "GET",
                "/demo",
                Query.parse("a=%20b"),
                Headers.of(all.toArray(String[]::new)),
                InetSocketAddress.createUnresolved("client", 1),
                false);
        WebSocketTerms terms = new WebSocketTerms(List.of("X-Own", "yes"), 1000, 10, Compression.OFF, base);
        return Handshake.of(head, terms, MessageDigest.getInstance("SHA-1"));
    }

    @Test
    void the_example_of_the_draft_is_answered_as_there() throws NoSuchAlgorithmException {
        Handshake answer = answer("ws://example.com", "Sec-WebSocket-Key1", KEY1, "Sec-WebSocket-Key2", KEY2);

        var keys = new WebSocketVersion.Hixie76(829309203, 259970620);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Handshake.Accepted.class,
                        accepted -> assertThat(accepted.version()).isEqualTo(keys));
        assertThat(HixieHandshake.proof(keys, "^n:ds[4U".getBytes(US_ASCII)))
                .isEqualTo("8jKS'y:G*Co,Wxa-".getBytes(US_ASCII));
    }

    @Test
    void the_other_example_of_the_draft_is_answered_as_there() {
        // draft-hixie-thewebsocketprotocol-76, section 5.2
        var keys =
                new WebSocketVersion.Hixie76((int) HixieHandshake.number("18x 6]8vM;54 *(5:  {   U1]8  z [  8"), (int)
                        HixieHandshake.number("1_ tx7X d  <  nw  334J702) 7]o}` 0"));

        assertThat(HixieHandshake.proof(keys, "Tm[K T2u".getBytes(US_ASCII)))
                .isEqualTo("fQJ,fN/4F4!~K~MH".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '0 '             | 0
                    '1 0'            | 10
                    'x4294967295 y'  | 4294967295
                    '4 2 9496729 2'  | 1431655764
                    """)
    void a_key_hides_its_digits_divided_by_its_spaces(String key, long number) {
        assertThat(HixieHandshake.number(key)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12345",
                "no digits",
                "4294967296 ",
                "99999999999999999999999999999999999999 ",
                "1 0 1",
                "\u0661\u0662 "
            })
    void a_key_that_hides_nothing_is_refused(String key) throws NoSuchAlgorithmException {
        assertThat(HixieHandshake.number(key)).isEqualTo(-1);
        assertThat(answer("ws://h", "Sec-WebSocket-Key1", KEY1, "Sec-WebSocket-Key2", key))
                .isInstanceOfSatisfying(
                        Handshake.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void one_key_without_the_other_is_refused_and_so_are_three() throws NoSuchAlgorithmException {
        assertThat(answer("ws://h", "Sec-WebSocket-Key1", KEY1)).isInstanceOf(Handshake.Refused.class);
        assertThat(answer("ws://h", "Sec-WebSocket-Key2", KEY2)).isInstanceOf(Handshake.Refused.class);
        assertThat(answer("ws://h", "Sec-WebSocket-Key1", KEY1, "Sec-WebSocket-Key1", KEY1, "Sec-WebSocket-Key2", KEY2))
                .isInstanceOf(Handshake.Refused.class);
    }

    @Test
    void origin_address_and_protocol_are_echoed_under_the_names_of_the_draft() throws NoSuchAlgorithmException {
        Handshake seventySix = answer(
                "wss://h:1",
                "Origin",
                "http://o",
                "Sec-WebSocket-Protocol",
                "sample one",
                "Sec-WebSocket-Key1",
                KEY1,
                "Sec-WebSocket-Key2",
                KEY2);
        Handshake seventyFive = answer("ws://h", "Origin", "http://o", "WebSocket-Protocol", "sample");

        assertThat(((Handshake.Accepted) seventySix).headers())
                .containsExactly(
                        "Upgrade",
                        "WebSocket",
                        "Connection",
                        "Upgrade",
                        "Sec-WebSocket-Origin",
                        "http://o",
                        "Sec-WebSocket-Location",
                        "wss://h:1/demo?a=%20b",
                        "Sec-WebSocket-Protocol",
                        "sample one",
                        "X-Own",
                        "yes");
        assertThat(((Handshake.Accepted) seventyFive).headers())
                .containsExactly(
                        "Upgrade",
                        "WebSocket",
                        "Connection",
                        "Upgrade",
                        "WebSocket-Origin",
                        "http://o",
                        "WebSocket-Location",
                        "ws://h/demo?a=%20b",
                        "WebSocket-Protocol",
                        "sample",
                        "X-Own",
                        "yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u0001b", "caf\u00e9"})
    void what_cannot_be_echoed_is_refused(String value) throws NoSuchAlgorithmException {
        assertThat(answer("ws://h", "Origin", value)).isInstanceOf(Handshake.Refused.class);
        assertThat(answer("ws://" + value)).isInstanceOf(Handshake.Refused.class);
    }

    @Test
    void a_version_between_is_told_what_is_spoken() throws NoSuchAlgorithmException {
        assertThat(answer("ws://h", "Sec-WebSocket-Version", "6", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="))
                .isInstanceOfSatisfying(Handshake.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(426);
                    assertThat(refused.headers()).containsExactly("Sec-WebSocket-Version", "13, 8, 7");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "7"})
    void drafts_are_refused_where_the_terms_have_none(String version) throws NoSuchAlgorithmException {
        String[][] requests = {
            {},
            {"Sec-WebSocket-Key1", KEY1, "Sec-WebSocket-Key2", KEY2},
            {"Sec-WebSocket-Version", version, "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}
        };
        for (String[] request : requests) {
            assertThat(answer(null, request)).isInstanceOfSatisfying(Handshake.Refused.class, refused -> {
                assertThat(refused.status()).isEqualTo(426);
                assertThat(refused.headers()).containsExactly("Sec-WebSocket-Version", "13");
            });
        }
    }
}
