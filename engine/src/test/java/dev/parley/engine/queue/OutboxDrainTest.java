package dev.parley.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.queue.Outbox.Offer;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxDrainTest {
    private final OutboxBudget budget = new OutboxBudget(1 << 20);
    private final Outbox outbox = new Outbox(1 << 20, budget);
    private final List<Outgoing> taken = new ArrayList<>();

    @Test
    void everything_comes_in_the_order_in_which_it_was_offered() {
        List<Outgoing> offered = offer(100);

        outbox.drainTo(taken::add, Long.MAX_VALUE);

        assertThat(taken).isEqualTo(offered);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void bytes_are_given_back_to_the_outbox_and_to_the_budget() {
        offer(10);

        outbox.drainTo(taken::add, Long.MAX_VALUE);

        assertThat(outbox.bytes()).isZero();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void what_is_beyond_the_limit_stays_for_the_next_time() {
        List<Outgoing> offered = offer(10);
        int size = offered.get(0).sizeBytes();

        outbox.drainTo(taken::add, 3L * size);

        assertThat(taken).isEqualTo(offered.subList(0, 3));
        assertThat(outbox.size()).isEqualTo(7);
        outbox.drainTo(taken::add, Long.MAX_VALUE);
        assertThat(taken).isEqualTo(offered);
    }

    @Test
    void what_is_offered_meanwhile_stays_for_the_next_time_even_if_the_ring_grows() {
        List<Outgoing> offered = offer(8);

        outbox.drainTo(
                next -> {
                    taken.add(next);
                    offered.addAll(offer(8));
                },
                Long.MAX_VALUE);

        assertThat(taken).hasSize(8);
        outbox.drainTo(taken::add, Long.MAX_VALUE);
        assertThat(taken).isEqualTo(offered);
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void an_outbox_that_is_dropped_meanwhile_gives_its_bytes_back_once() {
        offer(8);

        outbox.drainTo(next -> outbox.drop(), Long.MAX_VALUE);

        assertThat(budget.bytes()).isZero();
        assertThat(outbox.bytes()).isZero();
        assertThat(outbox.offer(Frame.PONG)).isEqualTo(Offer.SEALED);
    }

    @Test
    void nothing_is_lost_or_reordered_while_another_thread_offers() throws InterruptedException {
        int count = 50_000;
        List<Outgoing> offered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            offered.add(message(i));
        }
        Outbox wide = new Outbox(Long.MAX_VALUE, budget);
        Thread producer = new Thread(() -> offered.forEach(wide::offer));
        producer.start();

        while (taken.size() < count) {
            wide.drainTo(taken::add, 4096);
        }
        producer.join();

        assertThat(taken).isEqualTo(offered);
        assertThat(budget.bytes()).isZero();
    }

    private List<Outgoing> offer(int count) {
        List<Outgoing> offered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Outgoing message = message(i);
            assertThat(outbox.offer(message)).isEqualTo(Offer.ACCEPTED);
            offered.add(message);
        }
        return offered;
    }

    private static Frame message(int number) {
        return Frame.message(TextPayload.of("message " + (1_000_000 + number)));
    }
}
