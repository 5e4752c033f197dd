package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CommonTextsTest {
    private final CommonTexts texts = new CommonTexts();

    @Test
    void equal_texts_become_one() {
        String first = fresh("User-Agent");

        assertThat(texts.apply(first)).isSameAs(first);
        assertThat(texts.apply(fresh("User-Agent"))).isSameAs(first);
    }

    @Test
    void long_texts_and_unique_ones_pass_as_they_are() {
        String large = fresh("x".repeat(257));
        assertThat(texts.apply(large)).isSameAs(large);
        assertThat(texts.apply(fresh("x".repeat(257)))).isNotSameAs(large).isEqualTo(large);
        for (int i = 0; i < 5000; i++) {
            assertThat(texts.apply("key" + i)).isEqualTo("key" + i);
        }
    }

    @Test
    void a_request_says_the_same_with_shared_texts() {
        RequestHead one = head().share(texts);
        RequestHead other = head().share(texts);

        assertThat(other.method()).isEqualTo("GET");
        assertThat(other.path()).isSameAs(one.path()).isEqualTo("/socket.io/");
        assertThat(other.query().raw()).isSameAs(one.query().raw()).isEqualTo("EIO=4&token=a%20b");
        assertThat(other.query().first("token"))
                .isSameAs(one.query().first("token"))
                .isEqualTo("a b");
        assertThat(other.headers().first("host"))
                .isSameAs(one.headers().first("Host"))
                .isEqualTo("localhost");
        assertThat(other.headers().toMap()).isEqualTo(head().headers().toMap());
        assertThat(other.secure()).isTrue();
    }

    private static RequestHead head() {
        return new RequestHead(
                fresh("GET"),
                fresh("/socket.io/"),
                Query.parse(fresh("EIO=4&token=a%20b")),
                Headers.of(fresh("Host"), fresh("localhost"), fresh("X"), fresh("y")),
                new InetSocketAddress(1),
                true);
    }

    private static String fresh(String text) {
        return new String(text.toCharArray());
    }
}
