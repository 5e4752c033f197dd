package dev.parley.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            10.0.0.0/8      | 10.1.2.3    | 203.0.113.9              | 203.0.113.9
            10.0.0.0/8      | 11.1.2.3    | 203.0.113.9              | 11.1.2.3
            10.0.0.0/8      | 10.1.2.3    | 1.1.1.1, 203.0.113.9     | 203.0.113.9
            10.0.0.0/8      | 10.1.2.3    | 203.0.113.9, 10.9.9.9    | 203.0.113.9
            10.0.0.0/8      | 10.1.2.3    | 10.8.8.8, 10.9.9.9       | 10.8.8.8
            10.0.0.0/8      | 10.1.2.3    | -                        | 10.1.2.3
            10.0.0.0/8      | 10.1.2.3    | unknown                  | 10.1.2.3
            10.0.0.0/8      | 10.1.2.3    | evil.example             | 10.1.2.3
            10.0.0.0/8      | 10.1.2.3    | 999.1.1.1                | 10.1.2.3
            10.1.2.3        | 10.1.2.3    | 203.0.113.9              | 203.0.113.9
            10.1.2.3        | 10.1.2.4    | 203.0.113.9              | 10.1.2.4
            192.168.4.0/22  | 192.168.7.1 | 203.0.113.9              | 203.0.113.9
            192.168.4.0/22  | 192.168.8.1 | 203.0.113.9              | 192.168.8.1
            0.0.0.0/0       | 8.8.8.8     | 203.0.113.9              | 203.0.113.9
            fd00::/8        | fd12::1     | 2001:db8::7              | 2001:db8:0:0:0:0:0:7
            """)
    void the_client_is_the_first_hop_from_the_right_that_is_not_trusted(
            String trusted, String peer, String forwarded, String client) {
        RequestHead head = TrustedProxies.of(trusted).seenThrough(head(peer, forwarded));

        assertThat(head.remoteAddress().getAddress().getHostAddress()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "", "beef", "1.2.3", "fd00::/129"})
    void what_is_no_address_is_refused_and_never_looked_up(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trustedProxies");
    }

    private static RequestHead head(String peer, String forwarded) {
        Headers headers = forwarded == null ? Headers.NONE : Headers.of("X-Forwarded-For", forwarded);
        return new RequestHead("GET", "/", Query.NONE, headers, new InetSocketAddress(peer, 1), false);
    }
}
