package dev.parley.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.time.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DrainListTest {
    private final List<Runnable> woken = new ArrayList<>();
    private final DrainList list = new DrainList(strand(woken::add));
    private final List<String> drained = new ArrayList<>();

    @Test
    void many_entries_wake_the_strand_once_and_are_drained_in_the_order_in_which_they_came() {
        List<DrainList.Entry> entries = List.of(entry("a"), entry("b"), entry("c"));

        entries.forEach(list::add);
        entries.forEach(list::add);

        assertThat(woken).hasSize(1);
        woken.get(0).run();
        assertThat(drained).containsExactly("a", "b", "c");
    }

    @Test
    void an_entry_that_is_added_while_it_is_drained_is_drained_again_in_the_next_turn() {
        DrainList.Entry[] self = new DrainList.Entry[1];
        self[0] = entry(() -> {
            drained.add("x");
            if (drained.size() == 1) {
                list.add(self[0]);
            }
        });
        list.add(self[0]);

        woken.get(0).run();
        assertThat(drained).hasSize(1);
        woken.get(1).run();

        assertThat(drained).hasSize(2);
        assertThat(woken).hasSize(2);
    }

    @Test
    void many_entries_are_drained_in_slices_and_none_is_forgotten() {
        for (int i = 0; i < 600; i++) {
            list.add(entry("e" + i));
        }

        woken.get(0).run();
        assertThat(drained).hasSize(256);
        list.add(entry("late"));
        for (int i = 1; i < woken.size(); i++) {
            woken.get(i).run();
        }

        assertThat(drained).hasSize(601).startsWith("e0", "e1").endsWith("e599", "late");
    }

    @Test
    void who_is_sent_something_of_his_own_waits_for_a_slice_of_the_many_only() {
        for (int i = 0; i < 600; i++) {
            list.addToMany(entry("m" + i));
        }
        woken.get(0).run();

        list.add(entry("own"));
        woken.get(1).run();

        assertThat(drained).startsWith("m0", "m1").hasSize(513).contains("own").doesNotContain("m513");
        assertThat(drained.indexOf("own")).isEqualTo(256);
        for (int i = 2; i < woken.size(); i++) {
            woken.get(i).run();
        }
        assertThat(drained).hasSize(601).endsWith("m599");
    }

    @Test
    void one_of_the_many_who_is_sent_something_of_his_own_overtakes_them_once() {
        List<DrainList.Entry> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(entry("m" + i));
            list.addToMany(all.get(i));
        }

        list.add(all.get(599));
        list.add(all.get(599));
        list.addToMany(all.get(599));

        assertThat(woken).hasSize(2);
        woken.get(1).run();
        assertThat(drained).containsExactly("m599");
        list.add(all.get(599));
        assertThat(woken).hasSize(3);
        woken.get(0).run();
        for (int i = 2; i < woken.size(); i++) {
            woken.get(i).run();
        }
        assertThat(drained).hasSize(602).endsWith("m599");
        list.add(all.get(599));
        woken.get(woken.size() - 1).run();
        assertThat(drained).hasSize(603);
    }

    @Test
    void an_entry_that_fails_does_not_keep_the_others_from_being_drained() {
        list.add(entry("a"));
        list.add(entry(() -> {
            throw new IllegalStateException("boom");
        }));
        list.add(entry("b"));

        woken.get(0).run();

        assertThat(drained).containsExactly("a", "b");
    }

    @Test
    void whatever_is_added_by_many_threads_is_drained_after_it_was_added() throws Exception {
        int entries = 20;
        int rounds = 20_000;
        ExecutorService strandThread = Executors.newSingleThreadExecutor();
        DrainList shared = new DrainList(strand(strandThread::execute));
        AtomicIntegerArray wanted = new AtomicIntegerArray(entries);
        AtomicIntegerArray seen = new AtomicIntegerArray(entries);
        List<DrainList.Entry> all = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            int index = i;
            all.add(entry(() -> seen.set(index, wanted.get(index))));
        }
        ExecutorService producers = Executors.newFixedThreadPool(3);

        for (int thread = 0; thread < 3; thread++) {
            int offset = thread;
            producers.execute(() -> {
                for (int i = 0; i < rounds; i++) {
                    int index = (i * 7 + offset) % entries;
                    wanted.incrementAndGet(index);
                    if (i % 3 == 0) {
                        shared.addToMany(all.get(index));
                    } else {
                        shared.add(all.get(index));
                    }
                }
            });
        }

        producers.shutdown();
        assertThat(producers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().untilAsserted(() -> {
            for (int i = 0; i < entries; i++) {
                assertThat(seen.get(i)).isEqualTo(wanted.get(i));
            }
        });
        strandThread.shutdown();
    }

    private DrainList.Entry entry(String name) {
        return entry(() -> drained.add(name));
    }

    private static DrainList.Entry entry(Runnable turn) {
        return new DrainList.Entry() {
            @Override
            protected void takeTurn() {
                turn.run();
            }
        };
    }

    private static Strand strand(java.util.concurrent.Executor executor) {
        return new Strand() {
            @Override
            public void execute(Runnable task) {
                executor.execute(task);
            }

            @Override
            public boolean isCurrent() {
                return false;
            }

            @Override
            public Timer schedule(Duration delay, Runnable task) {
                assertThat(delay).isZero();
                execute(task);
                return () -> {};
            }
        };
    }
}
