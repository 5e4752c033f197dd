package dev.parley.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void keys_and_values_are_decoded_and_the_first_of_a_repeated_key_counts() {
        Query query = Query.parse("EIO=4&a%20b=c+d&x=1&x=2");

        assertThat(query.first("a b")).isEqualTo("c d");
        assertThat(query.first("x")).isEqualTo("1");
        assertThat(query.all("x")).containsExactly("1", "2");
        assertThat(query.all("y")).isEmpty();
        assertThat(query.first("y")).isNull();
        assertThat(query.toMap()).containsExactly(entry("EIO", "4"), entry("a b", "c d"), entry("x", "1"));
        assertThat(query.raw()).isEqualTo("EIO=4&a%20b=c+d&x=1&x=2");
    }

    @Test
    void equal_texts_are_equal_queries() {
        Query query = Query.parse("a=1&b=2");

        assertThat(query).isEqualTo(Query.parse("a=1&b=2")).hasSameHashCodeAs(Query.parse("a=1&b=2"));
        assertThat(query).isNotEqualTo(Query.parse("a=1&b=3")).isNotEqualTo(query.with(Query.parse("b=3")));
    }

    @Test
    void what_is_odd_is_taken_as_well_as_it_can_be() {
        Query query = Query.parse("&&a&=b&c==&bad=%zz&");

        assertThat(query.toMap()).containsExactly(entry("a", ""), entry("", "b"), entry("c", "="), entry("bad", "%zz"));
    }

    @Test
    void no_text_is_no_query() {
        assertThat(Query.parse(null)).isSameAs(Query.NONE);
        assertThat(Query.parse("")).isSameAs(Query.NONE);
        assertThat(Query.NONE.first("a")).isNull();
    }

    @Test
    void with_another_query_the_values_of_the_other_count() {
        Query both = Query.parse("a=1&b=2&a=3").with(Query.parse("a=4&c=5&a=6"));

        assertThat(both.all("a")).containsExactly("4", "6");
        assertThat(both.toMap()).containsExactly(entry("a", "4"), entry("b", "2"), entry("c", "5"));
        assertThat(both.raw()).isEqualTo("a=1&b=2&a=3");
    }
}
