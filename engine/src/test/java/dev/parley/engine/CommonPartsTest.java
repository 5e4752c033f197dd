package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CommonPartsTest {
    private final CommonParts parts = new CommonParts();

    @Test
    void equal_texts_become_one() {
        String first = fresh("User-Agent");

        assertThat(parts.text(first)).isSameAs(first);
        assertThat(parts.text(fresh("User-Agent"))).isSameAs(first);
    }

    @Test
    void long_texts_and_unique_ones_pass_as_they_are() {
        String large = fresh("x".repeat(257));
        assertThat(parts.text(large)).isSameAs(large);
        assertThat(parts.text(fresh("x".repeat(257)))).isNotSameAs(large).isEqualTo(large);
        for (int i = 0; i < 5000; i++) {
            assertThat(parts.text("key" + i)).isEqualTo("key" + i);
        }
    }

    @Test
    void a_request_says_the_same_with_shared_texts() {
        RequestHead one = parts.share(head());
        RequestHead other = parts.share(head());

        assertThat(other.method()).isEqualTo("GET");
        assertThat(other.path()).isSameAs(one.path()).isEqualTo("/socket.io/");
        assertThat(other.query()).isSameAs(one.query());
        assertThat(other.query().raw()).isEqualTo("EIO=4&token=a%20b");
        assertThat(other.query().first("token")).isEqualTo("a b");
        assertThat(other.headers().first("host"))
                .isSameAs(one.headers().first("Host"))
                .isEqualTo("localhost");
        assertThat(other.headers().toMap()).isEqualTo(head().headers().toMap());
        assertThat(other.secure()).isTrue();
    }

    @Test
    void queries_that_differ_share_only_the_texts_that_they_have_in_common() {
        RequestHead one = parts.share(head("EIO=4&t=" + fresh("one")));
        RequestHead other = parts.share(head("EIO=4&t=" + fresh("two")));

        assertThat(other.query()).isNotEqualTo(one.query());
        assertThat(other.query().first("t")).isEqualTo("two");
        assertThat(other.query().first("EIO")).isSameAs(one.query().first("EIO"));
    }

    private static RequestHead head() {
        return head("EIO=4&token=a%20b");
    }

    private static RequestHead head(String query) {
        return new RequestHead(
                fresh("GET"),
                fresh("/socket.io/"),
                Query.parse(fresh(query)),
                Headers.of(fresh("Host"), fresh("localhost"), fresh("X"), fresh("y")),
                new InetSocketAddress(1),
                true);
    }

    private static String fresh(String text) {
        return new String(text.toCharArray());
    }
}
