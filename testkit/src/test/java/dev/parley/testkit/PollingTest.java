package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Limits;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.client.PollingClient;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest {
    private final TestEngine server = TestEngine.withDefaults();

    @Test
    void the_opening_has_the_official_fields_in_their_order() {
        PollingClient client = server.polling();

        assertThat(client.openingPackets())
                .containsExactly("0{\"sid\":\"" + client.sid()
                        + "\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
                        + "\"maxPayload\":1000000}");
    }

    @Test
    void the_opening_has_the_official_headers_and_those_for_safety() {
        MemoryExchange answer = server.polling().handshake();

        assertThat(answer.reply().body().contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("set-cookie")).isNull();
        assertThat(answer.header("access-control-allow-origin")).isNull();
        assertThat(answer.header("server")).isNull();
    }

    @Test
    void an_initial_packet_follows_the_opening_in_the_same_answer() {
        TestEngine greeting = TestEngine.with(options -> options.initialPacket(TextPayload.of("hi")));

        assertThat(greeting.polling().openingPackets()).hasSize(2).element(1).isEqualTo("4hi");
    }

    @Test
    void a_post_is_answered_ok_and_its_packets_arrive_in_order() {
        PollingClient client = server.polling();

        MemoryExchange post = client.post("4a", "4b", "bAQID", "4c");

        assertThat(post.status()).isEqualTo(200);
        assertThat(post.text()).isEqualTo("ok");
        assertThat(post.reply().body().contentType()).isEqualTo("text/html");
        assertThat(server.session().messages()).containsExactly("a", "b", "[1, 2, 3]", "c");
    }

    @Test
    void a_poll_waits_until_there_is_something() {
        PollingClient client = server.polling();
        MemoryExchange poll = client.beginPoll();
        assertThat(poll.isAnswered()).isFalse();

        server.session().send("news");
        server.settle();

        assertThat(PollingClient.packets(poll)).containsExactly("4news");
    }

    @Test
    void what_is_sent_in_one_turn_leaves_in_one_answer() {
        PollingClient client = server.polling();
        MemoryExchange poll = client.beginPoll();

        server.session().send("a");
        server.session().send("b");
        server.session().session().send(Frame.message(BinaryPayload.of(new byte[] {1, 2, 3})));
        server.settle();

        assertThat(PollingClient.packets(poll)).containsExactly("4a", "4b", "bAQID");
    }

    @Test
    void one_answer_has_at_most_16_packets_and_the_rest_follows_in_order() {
        PollingClient client = server.polling();

        IntStream.range(0, 20).forEach(i -> server.session().send("" + i));
        server.settle();

        assertThat(client.poll()).hasSize(16).startsWith("40").endsWith("415");
        assertThat(client.poll()).containsExactly("416", "417", "418", "419");
    }

    @Test
    void the_number_of_packets_of_one_answer_is_an_option() {
        TestEngine generous = TestEngine.with(options -> options.limits(Limits.DEFAULT.withMaxPacketsPerPoll(100)));
        PollingClient client = generous.polling();

        IntStream.range(0, 50).forEach(i -> generous.session().send("" + i));
        generous.settle();

        assertThat(client.poll()).hasSize(50);
    }

    @Test
    void a_second_poll_is_refused_and_ends_the_session_and_the_first_is_told() {
        PollingClient client = server.polling();
        MemoryExchange first = client.beginPoll();

        MemoryExchange second = client.beginPoll();

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.reply().body()).isNull();
        assertThat(first.text()).isEqualTo("1");
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
        assertThat(client.beginPoll().text()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    @Test
    void a_second_post_while_one_is_in_progress_is_refused_and_ends_the_session() {
        PollingClient client = server.polling();
        MemoryExchange first = client.beginPost();

        MemoryExchange second = client.post("4b");
        first.sendBody("4a".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        server.settle();

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.reply().body()).isNull();
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
        assertThat(server.session().messages()).isEmpty();
        assertThat(first.isAnswered()).isTrue();
    }

    @Test
    void a_poll_and_a_post_at_the_same_time_are_the_normal_case() {
        PollingClient client = server.polling();
        MemoryExchange poll = client.beginPoll();

        assertThat(client.post("4a").status()).isEqualTo(200);

        assertThat(poll.isAnswered()).isFalse();
        assertThat(server.session().closeReason()).isNull();
    }

    @Test
    void a_post_of_the_limit_is_taken_and_a_larger_one_is_answered_413_and_the_session_survives() {
        TestEngine small = TestEngine.with(options -> options.maxHttpBufferSize(10));
        PollingClient client = small.polling();

        assertThat(client.post("4" + "x".repeat(9)).status()).isEqualTo(200);
        MemoryExchange larger = client.post("4" + "x".repeat(10));

        assertThat(larger.status()).isEqualTo(413);
        assertThat(larger.reply().body()).isNull();
        assertThat(client.post("4y").status()).isEqualTo(200);
        assertThat(small.session().messages()).containsExactly("xxxxxxxxx", "y");
    }

    @Test
    void a_body_of_bytes_is_refused_and_ends_the_session() {
        PollingClient client = server.polling();

        MemoryExchange post = server.web()
                .withHeader("Content-Type", "application/octet-stream")
                .post(client.query(), "4a");

        assertThat(post.status()).isEqualTo(400);
        assertThat(post.reply().body()).isNull();
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void a_compressed_body_is_not_unpacked_and_the_session_survives() {
        PollingClient client = server.polling();

        MemoryExchange post =
                server.web().withHeader("Content-Encoding", "gzip").post(client.query(), "4a");

        assertThat(post.status()).isEqualTo(415);
        assertThat(server.session().closeReason()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "x", "", "6\u001e\u001e6"})
    void a_malformed_frame_is_answered_ok_and_ends_the_session(String body) {
        PollingClient client = server.polling();
        MemoryExchange poll = client.beginPoll();

        MemoryExchange post = client.post(body);

        assertThat(post.status()).isEqualTo(200);
        assertThat(post.text()).isEqualTo("ok");
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
        assertThat(poll.text()).isEqualTo("1");
    }

    @Test
    void frames_before_a_malformed_one_are_delivered_and_none_after() {
        PollingClient client = server.polling();

        client.post("4a", "9", "4b");

        assertThat(server.session().messages()).containsExactly("a");
    }

    @Test
    void a_ping_of_the_client_is_the_wrong_direction_and_ends_the_session() {
        PollingClient client = server.polling();

        assertThat(client.post("2").text()).isEqualTo("ok");

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
        assertThat(server.session().closeDetail()).isEqualTo("invalid heartbeat direction");
    }

    @Test
    void a_close_frame_ends_the_session_and_lets_a_waiting_poll_go() {
        PollingClient client = server.polling();
        MemoryExchange poll = client.beginPoll();

        MemoryExchange post = client.post("1");

        assertThat(post.text()).isEqualTo("ok");
        assertThat(poll.text()).isEqualTo("6");
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
        assertThat(server.engine().clientsCount()).isZero();
    }

    @Test
    void an_aborted_poll_ends_the_session() {
        PollingClient client = server.polling();
        MemoryExchange poll = client.beginPoll();

        poll.abort();
        server.settle();

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
        assertThat(server.session().closeDetail()).isEqualTo("poll connection closed prematurely");
    }

    @Test
    void an_aborted_post_ends_the_session() {
        PollingClient client = server.polling();
        MemoryExchange post = client.beginPost();

        post.abort();
        server.settle();

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void closing_answers_the_waiting_poll_with_the_close_frame() {
        PollingClient client = server.polling();
        MemoryExchange poll = client.beginPoll();

        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.settle();

        assertThat(poll.text()).isEqualTo("1");
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void closing_without_a_waiting_poll_is_told_to_the_next_one() {
        PollingClient client = server.polling();

        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.settle();
        assertThat(server.session().closeReason()).isNull();

        assertThat(client.poll()).containsExactly("6", "1");
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void closing_sends_what_was_queued_before_the_close_frame() {
        PollingClient client = server.polling();
        server.session().send("last words");

        server.session().session().close(CloseReason.FORCED_CLOSE);
        assertThat(server.session().send("too late")).isFalse();
        server.settle();

        assertThat(client.poll()).containsExactly("4last words");
        assertThat(client.poll()).containsExactly("6", "1");
    }

    @Test
    void a_client_that_does_not_come_for_the_close_is_forgotten_after_30_seconds() {
        server.polling();
        server.session().session().close(CloseReason.FORCED_CLOSE);

        server.pass(Duration.ofMillis(29_900));
        assertThat(server.session().closeReason()).isNull();
        server.pass(Duration.ofMillis(200));

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
        assertThat(server.engine().clientsCount()).isZero();
    }

    @Test
    void what_comes_while_closing_is_not_delivered() {
        PollingClient client = server.polling();
        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.settle();

        MemoryExchange post = client.post("4late");

        assertThat(post.status()).isEqualTo(200);
        assertThat(server.session().messages()).isEmpty();
    }

    @Test
    void a_message_that_the_layer_above_refuses_closes_the_session_after_the_waiting_poll_is_told() {
        RefusingEngine refusing = new RefusingEngine(new ProtocolViolation("no event"));
        PollingClient client = refusing.web().polling();
        MemoryExchange poll = client.beginPoll();

        assertThat(client.post("4whatever").text()).isEqualTo("ok");

        assertThat(poll.text()).isEqualTo("1");
        assertThat(refusing.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void a_listener_that_fails_ends_that_session_only() {
        RefusingEngine failing = new RefusingEngine(new IllegalStateException("boom"));
        PollingClient victim = failing.web().polling();
        PollingClient other = failing.web().polling();

        victim.post("4whatever");

        assertThat(failing.closeReason()).isNull();
        assertThat(victim.poll()).containsExactly("6", "1");
        assertThat(failing.closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
        assertThat(other.beginPoll().isAnswered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void other_methods_are_refused_and_the_session_lives_on(String method) {
        PollingClient client = server.polling();

        MemoryExchange answer = server.web().request(method, client.query());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(client.post("4a").text()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/4.0 (compatible;MSIE 8.0)",
                "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko"
            })
    void old_Internet_Explorer_gets_the_header_against_its_filter(String agent) {
        MemoryExchange answer =
                server.web().withHeader("User-Agent", agent).polling().handshake();

        assertThat(answer.header("X-XSS-Protection")).isEqualTo("0");
    }
}
