package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineMetrics;
import dev.parley.engine.Limits;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.client.PollingClient;
import dev.parley.testkit.client.WebSocketClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackpressureTest {
    private static final String KILOBYTE = "x".repeat(1000);

    private final Map<EngineMetrics.DropCause, Integer> dropped = new EnumMap<>(EngineMetrics.DropCause.class);
    private final EngineMetrics metrics = new EngineMetrics() {
        @Override
        public void dropped(DropCause cause, int packets) {
            dropped.merge(cause, packets, Integer::sum);
        }
    };
    private final TestEngine server = TestEngine.with(options -> options.metrics(metrics)
            .limits(Limits.DEFAULT.withOutboxBytes(10_000, 100_000).withProcessOutboxBytes(250_000)));

    @Test
    void a_session_is_writable_until_the_soft_limit_and_again_when_half_has_left() {
        WebSocketClient client = server.webSocket();
        client.socket().stall();
        fill(1);
        assertThat(server.session().session().isWritable()).isTrue();

        fill(11);

        assertThat(server.session().session().isWritable()).isFalse();
        client.socket().unstall();
        server.settle();
        assertThat(server.session().session().isWritable()).isTrue();
    }

    @Test
    void a_client_that_does_not_read_is_not_read_from_until_it_does() {
        WebSocketClient client = server.webSocket();
        client.socket().stall();
        fill(1);

        fill(12);
        assertThat(client.socket().isReadPaused()).isTrue();
        client.socket().unstall();
        server.settle();

        assertThat(client.socket().isReadPaused()).isFalse();
    }

    @Test
    void a_client_that_does_not_read_is_cut_at_the_hard_limit_and_what_is_lost_is_counted() {
        WebSocketClient client = server.webSocket();
        client.socket().stall();
        fill(1);

        fill(200);

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.SLOW_CONSUMER);
        assertThat(client.socket().closeCode()).isEqualTo(1006);
        assertThat(dropped.get(EngineMetrics.DropCause.OUTBOX_FULL)).isBetween(95, 105);
        assertThat(server.session().session().bufferedBytes()).isZero();
    }

    @Test
    void a_client_that_does_not_poll_is_cut_too_and_others_are_served() {
        PollingClient lazy = server.polling();
        var lazySession = server.session();
        PollingClient busy = server.polling();

        for (int i = 0; i < 200; i++) {
            lazySession.send(KILOBYTE);
        }
        server.session().send("news");
        server.settle();

        assertThat(lazySession.closeReason()).isEqualTo(CloseReason.SLOW_CONSUMER);
        assertThat(lazy.beginPoll().text()).contains("\"code\":1");
        assertThat(busy.poll()).containsExactly("4news");
    }

    @Test
    void a_body_of_very_many_packets_leaves_turns_to_others() {
        String[] packets = new String[1000];
        Arrays.setAll(packets, i -> "4" + i);
        PollingClient client = server.polling();

        MemoryExchange post = client.post(packets);

        assertThat(server.session().messages()).hasSize(256);
        assertThat(post.isAnswered()).isFalse();
        server.pass(Duration.ZERO);
        assertThat(server.session().messages()).hasSize(1000).last().isEqualTo("999");
        assertThat(post.status()).isEqualTo(200);
    }

    @Test
    void the_rest_of_a_body_waits_while_its_session_is_not_read_from() {
        PollingClient client = server.polling();
        server.session().session().pauseReads();

        MemoryExchange post = client.post("4a", "4b", "4c");

        assertThat(server.session().messages()).isEmpty();
        assertThat(post.isAnswered()).isFalse();
        server.session().session().resumeReads();
        server.settle();
        assertThat(server.session().messages()).containsExactly("a", "b", "c");
        assertThat(post.status()).isEqualTo(200);
    }

    @Test
    void a_session_that_ends_hears_no_more_of_a_body_that_is_being_read() {
        String[] packets = new String[1000];
        Arrays.fill(packets, "4x");
        PollingClient client = server.polling();
        MemoryExchange post = client.post(packets);

        server.session().session().abort(CloseReason.FORCED_CLOSE);
        server.pass(Duration.ZERO);

        assertThat(server.session().messages()).hasSize(256);
        assertThat(post.status()).isEqualTo(200);
    }

    @Test
    void nothing_grows_without_bytes() {
        server.polling();

        for (int i = 0; i < 10_000; i++) {
            server.session().send("");
        }
        server.settle();

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void the_slowest_is_cut_when_all_together_hold_too_much() {
        server.polling();
        var first = server.session();
        server.polling();
        var second = server.session();
        server.polling();
        var third = server.session();

        for (int i = 0; i < 70; i++) {
            first.send(KILOBYTE);
        }
        for (int i = 0; i < 90; i++) {
            second.send(KILOBYTE);
        }
        for (int i = 0; i < 85; i++) {
            third.send(KILOBYTE);
        }
        server.settle();

        assertThat(second.closeReason()).isEqualTo(CloseReason.SLOW_CONSUMER);
        assertThat(first.closeReason()).isNull();
        assertThat(third.closeReason()).isNull();
    }

    @Test
    void a_polling_session_is_writable_while_a_poll_waits() {
        PollingClient client = server.polling();
        assertThat(server.session().session().isWritable()).isFalse();

        client.beginPoll();
        assertThat(server.session().session().isWritable()).isTrue();
        fill(1);

        assertThat(server.session().session().isWritable()).isFalse();
    }

    @Test
    void who_waits_for_a_writable_session_is_told_on_its_strand() {
        PollingClient client = server.polling();
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        server.session()
                .session()
                .whenWritable()
                .thenRun(() -> told.complete(server.session().session().strand().isCurrent()));
        server.settle();
        assertThat(told).isNotDone();

        client.beginPoll();

        assertThat(told).isCompletedWithValue(true);
    }

    @Test
    void who_waits_for_a_writable_session_is_told_of_its_end_and_of_what_is_true_already() {
        WebSocketClient client = server.webSocket();
        var session = server.session().session();
        var already = session.whenWritable().toCompletableFuture();
        server.settle();
        assertThat(already).isDone();
        client.socket().stall();
        fill(1);
        fill(12);
        var later = session.whenWritable().toCompletableFuture();
        server.settle();
        assertThat(later).isNotDone();

        client.cut();

        assertThat(later).isDone();
        var afterwards = session.whenWritable().toCompletableFuture();
        server.settle();
        assertThat(afterwards).isDone();
    }

    @Test
    void a_flood_of_wishes_to_send_wakes_the_strand_once() {
        WebSocketClient client = server.webSocket();
        int before = client.socket().flushes();

        for (int i = 0; i < 9; i++) {
            server.session().send(KILOBYTE);
        }
        server.settle();

        assertThat(client.socket().flushes() - before).isOne();
    }

    private void fill(int kilobytes) {
        for (int i = 0; i < kilobytes; i++) {
            server.session().send(KILOBYTE);
        }
        server.settle();
    }
}
