package dev.parley.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.api.EventHandler;
import dev.parley.server.api.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandlerTableTest {
    private final HandlerTable table = new HandlerTable();

    @Test
    void the_handlers_of_an_event_are_found_in_their_order() {
        EventHandler one = event -> {};
        EventHandler two = event -> {};
        EventHandler zero = event -> {};

        table.add("x", one, false);
        table.add("x", two, false);
        table.add("x", zero, true);

        assertThat(table.find("x")).containsExactly(zero, one, two);
        assertThat(table.find("y")).isEmpty();
    }

    @Test
    void a_handler_that_was_added_twice_leaves_with_its_first_registration_and_the_others_stay() {
        EventHandler twice = event -> {};
        EventHandler other = event -> {};
        Registration first = table.add("x", twice, false);
        table.add("x", twice, false);
        table.add("x", other, false);

        first.remove();
        first.remove();

        assertThat(table.find("x")).containsExactly(other);
    }

    @Test
    void names_come_and_go_and_a_thousand_of_them_are_all_found() {
        List<Registration> registrations = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            registrations.add(table.add("event" + i, event -> {}, false));
        }
        for (int i = 0; i < 1000; i += 2) {
            registrations.get(i).remove();
        }

        for (int i = 0; i < 1000; i++) {
            assertThat(table.find("event" + i)).hasSize(i % 2);
        }
        assertThat(table.names()).hasSize(500).allMatch(name -> name.matches("event\\d*[13579]"));
    }

    @Test
    void names_whose_hashes_are_equal_are_told_apart() {
        EventHandler a = event -> {};
        EventHandler b = event -> {};
        assertThat("Aa").hasSameHashCodeAs("BB");

        table.add("Aa", a, false);
        table.add("BB", b, false);
        table.remove("Aa");

        assertThat(table.find("Aa")).isEmpty();
        assertThat(table.find("BB")).containsExactly(b);
    }

    @Test
    void nothing_is_left_when_it_is_cleared() {
        table.add("x", event -> {}, false);
        table.add("y", event -> {}, false);

        table.clear();

        assertThat(table.names()).isEmpty();
        assertThat(table.find("x")).isEmpty();
    }

    @Test
    void threads_that_register_at_the_same_time_lose_nothing() throws InterruptedException {
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int number = t;
            new Thread(() -> {
                        for (int i = 0; i < 500; i++) {
                            table.add("shared" + i % 10, event -> {}, false);
                            table.add("own" + number, event -> {}, false).remove();
                        }
                        done.countDown();
                    })
                    .start();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(table.names()).hasSize(10);
        assertThat(table.names().stream()
                        .mapToInt(name -> table.find(name).length)
                        .sum())
                .isEqualTo(threads * 500);
    }
}
