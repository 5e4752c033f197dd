package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class RandomIdsTest {
    @Test
    void ids_are_as_long_as_asked_for_and_safe_in_urls() {
        RandomIds ids = new RandomIds(22);

        for (int i = 0; i < 100; i++) {
            assertThat(ids.next()).matches("[A-Za-z0-9_-]{22}");
        }
    }

    @Test
    void every_character_is_random() {
        RandomIds ids = new RandomIds(RandomIds.LONGEST);
        List<Set<Character>> seen = new ArrayList<>();
        for (int i = 0; i < RandomIds.LONGEST; i++) {
            seen.add(new HashSet<>());
        }
        for (int i = 0; i < 1000; i++) {
            String id = ids.next();
            for (int place = 0; place < id.length(); place++) {
                seen.get(place).add(id.charAt(place));
            }
        }
        // One of 64 is missed by a thousand draws once in seven million times, and one place of 24 may miss one.
        assertThat(seen).allSatisfy(characters -> assertThat(characters).hasSizeGreaterThan(60));
    }

    @Test
    void no_two_threads_get_the_same() throws InterruptedException {
        RandomIds ids = new RandomIds(24);
        Set<String> all = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < 5000; j++) {
                    all.add(ids.next());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all).hasSize(20_000);
    }

    @Test
    void a_length_that_cannot_be_had_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomIds(0)).withMessageContaining("1 to 24");
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomIds(25));
    }
}
