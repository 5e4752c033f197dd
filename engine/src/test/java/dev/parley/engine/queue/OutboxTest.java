package dev.parley.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.queue.Outbox.Offer;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final OutboxBudget budget = new OutboxBudget(1_000_000);
    private final Outbox outbox = new Outbox(1000, budget);

    @Test
    void gives_back_in_order_what_it_was_given_however_much_it_grows() {
        Outbox large = new Outbox(10_000_000, budget);
        List<Outgoing> given = new ArrayList<>();
        List<Outgoing> taken = new ArrayList<>();

        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 37; i++) {
                Outgoing packet = packet("" + i);
                given.add(packet);
                large.offer(packet);
            }
            for (int i = 0; i < 11; i++) {
                taken.add(large.poll());
            }
        }
        for (Outgoing next = large.poll(); next != null; next = large.poll()) {
            taken.add(next);
        }

        assertThat(taken).containsExactlyElementsOf(given);
        assertThat(large.bytes()).isZero();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void peeking_takes_nothing() {
        Outgoing packet = packet("a");
        outbox.offer(packet);

        assertThat(outbox.peek()).isSameAs(packet);
        assertThat(outbox.peek()).isSameAs(packet);
        assertThat(outbox.poll()).isSameAs(packet);
        assertThat(outbox.peek()).isNull();
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void what_is_put_first_comes_before_all_others_even_in_a_full_ring_and_over_the_limit() {
        Outbox small = new Outbox(1000, budget);
        for (int i = 0; i < 3; i++) {
            small.offer(packet("x".repeat(100)));
        }
        small.poll();
        while (small.offer(packet("x".repeat(100))) == Offer.ACCEPTED) {
            // until it is full
        }
        int before = small.size();
        Outgoing first = packet("first");

        small.offerFirst(first);

        assertThat(small.size()).isEqualTo(before + 1);
        assertThat(small.poll()).isSameAs(first);
        small.drop();
        assertThat(budget.bytes()).isZero();
        small.offerFirst(first);
        assertThat(small.isEmpty()).isTrue();
    }

    @Test
    void is_full_once_the_limit_is_reached_but_takes_a_single_packet_of_any_size() {
        assertThat(outbox.offer(packet("x".repeat(5000)))).isEqualTo(Offer.ACCEPTED);

        assertThat(outbox.offer(packet("y"))).isEqualTo(Offer.FULL);
        outbox.poll();
        assertThat(outbox.offer(packet("y"))).isEqualTo(Offer.ACCEPTED);
    }

    @Test
    void counts_the_packets_too_so_that_empty_ones_are_not_free() {
        int accepted = 0;
        while (outbox.offer(packet("")) == Offer.ACCEPTED) {
            accepted++;
        }

        assertThat(accepted).isLessThan(25);
    }

    @Test
    void takes_nothing_more_when_sealed_but_gives_what_it_has() {
        outbox.offer(packet("a"));

        outbox.seal();

        assertThat(outbox.offer(packet("b"))).isEqualTo(Offer.SEALED);
        assertThat(outbox.poll()).isNotNull();
    }

    @Test
    void forgets_everything_when_dropped() {
        outbox.offer(packet("a"));
        outbox.offer(packet("b"));

        assertThat(outbox.drop()).isEqualTo(2);

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.bytes()).isZero();
        assertThat(budget.bytes()).isZero();
        assertThat(outbox.offer(packet("c"))).isEqualTo(Offer.SEALED);
    }

    @Test
    void reports_what_was_taken_once() {
        outbox.offer(packet("abc"));
        outbox.offer(packet("d"));
        outbox.poll();
        outbox.poll();
        List<String> reports = new ArrayList<>();

        outbox.reportTaken((packets, bytes) -> reports.add(packets + " " + bytes));
        outbox.reportTaken((packets, bytes) -> reports.add(packets + " " + bytes));

        assertThat(reports).containsExactly("2 " + (4 + 2 + 2 * Outbox.OVERHEAD_BYTES));
    }

    @Test
    void loses_nothing_and_keeps_each_threads_order_when_many_offer_and_one_takes() throws Exception {
        int threads = 4;
        int each = 50_000;
        Outbox shared = new Outbox(Long.MAX_VALUE, budget);
        ExecutorService producers = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < threads; thread++) {
            int owner = thread;
            producers.execute(() -> {
                await(start);
                for (int i = 0; i < each; i++) {
                    shared.offer(new Numbered(owner, i));
                }
            });
        }
        start.countDown();
        int[] next = new int[threads];
        int taken = 0;

        while (taken < threads * each) {
            Numbered packet = (Numbered) shared.poll();
            if (packet != null) {
                assertThat(packet.number).isEqualTo(next[packet.owner]++);
                taken++;
            }
        }

        producers.shutdown();
        assertThat(producers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(shared.bytes()).isZero();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void the_budget_comes_out_even_when_outboxes_are_dropped_in_the_middle_of_offers() throws Exception {
        ExecutorService producers = Executors.newFixedThreadPool(3);
        for (int round = 0; round < 200; round++) {
            Outbox shared = new Outbox(Long.MAX_VALUE, budget);
            AtomicBoolean dropped = new AtomicBoolean();
            AtomicInteger running = new AtomicInteger(2);
            for (int i = 0; i < 2; i++) {
                producers.execute(() -> {
                    while (shared.offer(packet("x")) == Offer.ACCEPTED && !Thread.interrupted()) {
                        // until it is dropped
                    }
                    running.decrementAndGet();
                });
            }
            producers.execute(() -> {
                shared.drop();
                dropped.set(true);
            });
            org.awaitility.Awaitility.await().until(() -> dropped.get() && running.get() == 0);
        }

        producers.shutdown();
        assertThat(producers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(budget.bytes()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static Frame packet(String text) {
        return Frame.message(TextPayload.of(text));
    }

    private static final class Numbered implements Outgoing {
        private final int owner;
        private final int number;

        Numbered(int owner, int number) {
            this.owner = owner;
            this.number = number;
        }

        @Override
        public dev.parley.protocol.frame.WireMessage[] wire(dev.parley.protocol.frame.Framing framing) {
            throw new UnsupportedOperationException("never written");
        }

        @Override
        public int sizeBytes() {
            return 10;
        }
    }
}
