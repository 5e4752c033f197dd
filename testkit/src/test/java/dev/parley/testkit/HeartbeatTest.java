package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Limits;
import dev.parley.testkit.client.PollingClient;
import dev.parley.testkit.client.WebSocketClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final TestEngine server = TestEngine.withDefaults();
    private final TestEngine fast = TestEngine.with(
            options -> options.pingInterval(Duration.ofMillis(300)).pingTimeout(Duration.ofMillis(200)));

    @Test
    void a_ping_is_sent_every_interval_and_a_client_that_answers_stays() {
        WebSocketClient client = fast.webSocket();
        client.received();

        for (int i = 0; i < 10; i++) {
            fast.pass(Duration.ofMillis(300));
            assertThat(client.received()).containsExactly("2");
            client.send("3");
        }

        assertThat(fast.session().closeReason()).isNull();
        assertThat(fast.session().heartbeats()).isEqualTo(10);
    }

    @Test
    void a_client_that_misses_its_pong_is_closed_with_ping_timeout() {
        WebSocketClient client = fast.webSocket();
        fast.pass(Duration.ofMillis(499));
        assertThat(fast.session().closeReason()).isNull();

        fast.pass(Duration.ofMillis(1));

        assertThat(fast.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
        assertThat(client.socket().isClosed()).isTrue();
        assertThat(fast.strands().timers()).isZero();
    }

    @Test
    void with_the_usual_times_a_dead_client_is_noticed_after_45_seconds_and_at_most_2_more() {
        server.webSocket();

        server.pass(Duration.ofSeconds(45).minusMillis(1));
        assertThat(server.session().closeReason()).isNull();
        server.pass(Duration.ofSeconds(2));

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
    }

    @Test
    void with_the_usual_times_a_client_that_answers_stays_for_a_day() {
        WebSocketClient client = server.webSocket();

        for (int i = 0; i < 24 * 60 * 6; i++) {
            server.pass(Duration.ofSeconds(10));
            if (client.received().contains("2")) {
                client.send("3");
            }
        }

        assertThat(server.session().closeReason()).isNull();
        assertThat(server.session().heartbeats()).isBetween(2400, 3456);
    }

    @Test
    void a_client_that_never_polls_is_closed() {
        server.polling();

        server.pass(Duration.ofSeconds(47));

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
        assertThat(server.engine().clientsCount()).isZero();
    }

    @Test
    void a_poll_that_waits_brings_the_ping() {
        PollingClient client = fast.polling();
        var poll = client.beginPoll();

        fast.pass(Duration.ofMillis(300));

        assertThat(poll.text()).isEqualTo("2");
        client.post("3");
        assertThat(fast.session().heartbeats()).isOne();
    }

    @Test
    void pongs_that_nobody_asked_for_change_nothing() {
        WebSocketClient client = fast.webSocket();
        for (int i = 0; i < 100; i++) {
            client.send("3");
        }
        client.received();

        fast.pass(Duration.ofMillis(300));

        assertThat(client.received()).containsExactly("2");
        assertThat(fast.session().heartbeats()).isZero();
        assertThat(fast.strands().timers()).isOne();
    }

    @Test
    void a_late_pong_is_waited_for_once_more_if_anything_else_came() {
        WebSocketClient client = fast.webSocket();
        fast.pass(Duration.ofMillis(400));
        client.send("4busy");

        fast.pass(Duration.ofMillis(299));
        assertThat(fast.session().closeReason()).isNull();
        fast.pass(Duration.ofMillis(1));

        assertThat(fast.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
    }

    @Test
    void the_next_ping_follows_a_late_pong_after_the_interval_however_long_the_timeout_is() {
        TestEngine patient = TestEngine.with(
                options -> options.pingInterval(Duration.ofMillis(100)).pingTimeout(Duration.ofMillis(2000)));
        WebSocketClient client = patient.webSocket();
        patient.pass(Duration.ofMillis(100)); // the ping
        patient.pass(Duration.ofMillis(150));
        client.received();

        client.send("3");
        patient.pass(Duration.ofMillis(100));

        assertThat(client.received()).containsExactly("2");
    }

    @Test
    void the_extra_wait_is_given_once_only() {
        WebSocketClient client = fast.webSocket();

        for (int i = 0; i < 14; i++) {
            fast.pass(Duration.ofMillis(50));
            client.send("4talking, but no pong");
        }

        assertThat(fast.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
    }

    @Test
    void nobody_is_judged_after_this_process_slept_but_gets_one_more_ping() {
        WebSocketClient client = server.webSocket();
        server.pass(Duration.ofSeconds(26));
        assertThat(client.received()).contains("2");

        server.strands().suspend(Duration.ofHours(1));
        server.pass(Duration.ofSeconds(1));
        assertThat(server.session().closeReason()).isNull();
        assertThat(client.received()).containsExactly("2");
        client.send("3");
        server.pass(Duration.ofSeconds(24));

        assertThat(server.session().closeReason()).isNull();
    }

    @Test
    void a_client_that_does_not_answer_after_the_sleep_either_is_closed() {
        server.webSocket();
        server.pass(Duration.ofSeconds(26));

        server.strands().suspend(Duration.ofHours(1));
        server.pass(Duration.ofSeconds(23));

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
    }

    @Test
    void a_client_that_the_application_does_not_read_from_is_not_blamed() {
        WebSocketClient client = fast.webSocket();
        fast.session().session().pauseReads();
        fast.pass(Duration.ofMillis(300));
        client.send("3");

        fast.pass(Duration.ofSeconds(2));
        assertThat(fast.session().closeReason()).isNull();
        fast.session().session().resumeReads();
        fast.pass(Duration.ofMillis(200));

        assertThat(fast.session().closeReason()).isNull();
        assertThat(fast.session().heartbeats()).isOne();
    }

    @Test
    void a_frozen_client_is_noticed_although_it_takes_no_ping() {
        TestEngine small = TestEngine.with(options -> options.pingInterval(Duration.ofMillis(300))
                .pingTimeout(Duration.ofMillis(200))
                .limits(Limits.DEFAULT.withOutboxBytes(1000, 100_000)));
        WebSocketClient client = small.webSocket();
        client.socket().stall();
        for (int i = 0; i < 50; i++) {
            small.session().send("x".repeat(100));
        }

        small.pass(Duration.ofMillis(600));

        assertThat(small.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
    }

    @Test
    void pings_go_to_the_new_transport_after_an_upgrade() {
        WebSocketClient socket = fast.polling().upgrade();
        socket.received();

        fast.pass(Duration.ofMillis(300));

        assertThat(socket.received()).containsExactly("2");
    }

    @Test
    void thousands_of_sessions_need_one_timer_per_strand() {
        for (int i = 0; i < 2000; i++) {
            server.webSocket();
        }

        assertThat(server.strands().timers()).isLessThanOrEqualTo(2);
        server.pass(Duration.ofSeconds(47));
        assertThat(server.engine().clientsCount()).isZero();
        server.pass(Duration.ofSeconds(2));
        assertThat(server.strands().timers()).isZero();
    }
}
