package dev.parley.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(tasks::add, new Mailbox.Pressure() {
        @Override
        public int highWater() {
            return 8;
        }

        @Override
        public void begins() {
            log.add("pressed");
        }

        @Override
        public void ends() {
            log.add("relieved");
        }
    });

    @Test
    void items_run_in_order_with_one_task_for_all() {
        offer("a", "b", "c");

        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void it_is_idle_when_all_has_run() {
        assertThat(mailbox.isIdle()).isTrue();
        mailbox.offer(() -> assertThat(mailbox.isIdle()).isFalse());

        assertThat(mailbox.isIdle()).isFalse();
        runTasks();
        assertThat(mailbox.isIdle()).isTrue();
    }

    @Test
    void an_item_that_holds_the_others_leaves_it_busy() {
        mailbox.offer(mailbox::hold);
        runTasks();

        assertThat(mailbox.isIdle()).isFalse();
    }

    @Test
    void the_sender_is_slowed_at_the_mark_and_let_go_at_a_quarter() {
        offer("1", "2", "3", "4", "5", "6", "7", "8");

        assertThat(log).containsExactly("pressed");
        runTasks();
        assertThat(log).containsExactly("pressed", "1", "2", "3", "4", "5", "relieved", "6", "7", "8");
    }

    @Test
    void an_item_of_the_strand_itself_runs_at_once_without_a_task() {
        mailbox.runOrOffer(() -> log.add("a"));

        assertThat(log).containsExactly("a");
        assertThat(tasks).isEmpty();
    }

    @Test
    void an_item_of_the_strand_itself_waits_for_those_before_it() {
        offer("a");
        mailbox.runOrOffer(() -> log.add("b"));

        assertThat(log).isEmpty();
        runTasks();
        assertThat(log).containsExactly("a", "b");
    }

    @Test
    void what_an_item_of_the_strand_itself_adds_runs_after_it() {
        mailbox.runOrOffer(() -> {
            mailbox.runOrOffer(() -> log.add("second"));
            log.add("first");
        });

        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void what_waits_behind_a_held_item_runs_after_it_is_released() {
        mailbox.offer(() -> {
            log.add("held");
            mailbox.hold();
        });
        offer("behind");
        runTasks();
        assertThat(log).containsExactly("held");

        mailbox.release(() -> log.add("continued"));
        runTasks();

        assertThat(log).containsExactly("held", "continued", "behind");
    }

    @Test
    void a_release_within_the_holding_item_itself_changes_no_order() {
        mailbox.offer(() -> {
            mailbox.hold();
            mailbox.release(() -> log.add("continued"));
            log.add("item");
        });
        offer("behind");

        runTasks();

        assertThat(log).containsExactly("item", "continued", "behind");
    }

    @Test
    void other_mailboxes_get_a_turn_after_a_batch() {
        IntStream.range(0, 100).forEach(i -> mailbox.offer(() -> {}));
        tasks.remove().run();

        assertThat(tasks).as("the rest waits for its next turn").hasSize(1);
    }

    @Test
    void order_holds_when_many_threads_drain() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Integer> seen = new ArrayList<>(); // guarded by the mailbox: one item at a time
            CountDownLatch done = new CountDownLatch(1);
            Mailbox shared = new Mailbox(pool, new Mailbox.Pressure() {
                @Override
                public int highWater() {
                    return Integer.MAX_VALUE;
                }

                @Override
                public void begins() {}

                @Override
                public void ends() {}
            });

            for (int i = 0; i < 50_000; i++) {
                int number = i;
                shared.offer(() -> seen.add(number));
            }
            shared.offer(done::countDown);

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSize(50_000).isSorted();
        } finally {
            pool.shutdown();
        }
    }

    private void offer(String... names) {
        for (String name : names) {
            mailbox.offer(() -> log.add(name));
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
