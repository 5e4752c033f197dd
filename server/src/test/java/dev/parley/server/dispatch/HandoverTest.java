package dev.parley.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.time.Strand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final TurnStrand strand = new TurnStrand();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final Handover handover = new Handover(strand, threads::add);

    @Test
    void what_a_turn_gives_wakes_the_threads_once_at_its_end() {
        give("a", "b", "c");
        assertThat(threads).isEmpty();

        strand.endTurn();

        assertThat(threads).hasSize(1);
        runThreads();
        assertThat(log).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void each_of_them_gets_a_thread_of_its_own() {
        give("a", "b", "c");
        strand.endTurn();

        threads.remove().run(); // spreads the others, then runs its own

        assertThat(log).containsExactly("a");
        assertThat(threads).hasSize(2);
    }

    @Test
    void a_turn_does_not_gather_without_end() {
        for (int i = 0; i < 200; i++) {
            give("x");
        }

        assertThat(threads).hasSize(3);
        strand.endTurn();
        runThreads();
        assertThat(log).hasSize(200);
    }

    @Test
    void other_threads_do_not_wait_for_the_strand() {
        strand.isCurrent = false;

        give("a");

        assertThat(threads).hasSize(1);
    }

    @Test
    void what_the_threads_refuse_because_the_server_stops_is_done_all_the_same() {
        Handover stopped = new Handover(strand, task -> {
            throw new RejectedExecutionException("stopped");
        });

        stopped.execute(() -> log.add("a"));
        stopped.execute(() -> log.add("b"));
        strand.endTurn();

        assertThat(log).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_refusal_is_told_to_other_threads() {
        strand.isCurrent = false;
        Handover stopped = new Handover(strand, task -> {
            throw new RejectedExecutionException("stopped");
        });

        assertThatThrownBy(() -> stopped.execute(() -> log.add("a"))).isInstanceOf(RejectedExecutionException.class);
    }

    private void give(String... words) {
        for (String word : words) {
            handover.execute(() -> log.add(word));
        }
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    /** A strand that runs what it is given at the end of its turn. */
    private static final class TurnStrand implements Strand {
        final Queue<Runnable> tasks = new ArrayDeque<>();
        boolean isCurrent = true;

        void endTurn() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean isCurrent() {
            return isCurrent;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }
    }
}
