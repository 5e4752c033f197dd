package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.testkit.client.WebSocketClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private final TestEngine server = TestEngine.withDefaults();

    @Test
    void the_opening_offers_no_upgrade() {
        WebSocketClient client = server.webSocket();

        assertThat(client.received())
                .containsExactly("0{\"sid\":\"" + client.sid()
                        + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
        assertThat(server.session().session().transport()).isEqualTo("websocket");
    }

    @Test
    void an_initial_packet_follows_the_opening() {
        TestEngine greeting = TestEngine.with(options -> options.initialPacket(TextPayload.of("hi")));

        assertThat(greeting.webSocket().received()).element(1).isEqualTo("4hi");
    }

    @Test
    void messages_go_both_ways_in_order_and_binary_ones_as_they_are() {
        WebSocketClient client = server.webSocket();
        client.received();

        client.send("4a");
        client.send(new byte[] {1, 2, 3});
        server.session().send("b");
        server.session().session().send(Frame.message(BinaryPayload.of(new byte[] {4, 5})));

        assertThat(server.session().messages()).containsExactly("a", "[1, 2, 3]");
        assertThat(client.received()).containsExactly("4b", "[4, 5]");
    }

    @Test
    void what_is_sent_in_one_turn_leaves_with_one_flush() {
        WebSocketClient client = server.webSocket();
        int before = client.socket().flushes();

        for (int i = 0; i < 10; i++) {
            server.session().send("x");
        }
        server.settle();

        assertThat(client.socket().flushes()).isEqualTo(before + 1);
        assertThat(client.received()).hasSize(11);
    }

    @Test
    void what_may_leave_later_leaves_with_the_next_packet_or_when_it_is_flushed() {
        WebSocketClient client = server.webSocket();
        client.received();

        later("a");
        assertThat(client.received()).isEmpty();
        server.session().send("b");
        assertThat(client.received()).containsExactly("4a", "4b");
        later("c");
        assertThat(client.received()).isEmpty();
        server.session().session().flush();
        server.settle();

        assertThat(client.received()).containsExactly("4c");
    }

    @Test
    void what_may_leave_later_waits_no_longer_than_to_the_next_ping_or_the_close() {
        WebSocketClient client = server.webSocket();
        client.received();

        later("a");
        server.pass(Duration.ofSeconds(25));
        assertThat(client.received()).containsExactly("4a", "2");
        later("b");
        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.settle();

        assertThat(client.received()).contains("4b");
    }

    private void later(String text) {
        assertThat(server.session().session().sendLater(Frame.message(TextPayload.of(text))))
                .isTrue();
        server.settle();
    }

    @Test
    void the_carrier_is_told_the_limits_and_options() {
        TestEngine other = TestEngine.with(
                options -> options.maxHttpBufferSize(1234).perMessageDeflate(new Compression(true, 99)));

        WebSocketClient client = other.webSocket();

        assertThat(client.socket().terms().maxMessageBytes()).isEqualTo(1234);
        assertThat(client.socket().terms().maxFragments()).isEqualTo(1024);
        assertThat(client.socket().terms().compression()).isEqualTo(new Compression(true, 99));
        assertThat(server.webSocket().socket().terms().compression().enabled()).isFalse();
    }

    @Test
    void a_client_that_closes_is_gone() {
        WebSocketClient client = server.webSocket();

        client.close();

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
        assertThat(server.engine().clientsCount()).isZero();
    }

    @Test
    void a_connection_that_is_cut_is_a_transport_close() {
        WebSocketClient client = server.webSocket();

        client.cut();

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }

    @Test
    void a_message_over_the_limit_is_a_transport_error() {
        TestEngine small = TestEngine.with(options -> options.maxHttpBufferSize(10));
        WebSocketClient client = small.webSocket();

        client.send("4" + "x".repeat(10));

        assertThat(client.socket().closeCode()).isEqualTo(1009);
        assertThat(small.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void a_malformed_frame_is_a_parse_error() {
        WebSocketClient client = server.webSocket();

        client.send("x");

        assertThat(client.socket().isClosed()).isTrue();
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.PARSE_ERROR);
    }

    @Test
    void a_close_frame_of_the_engine_ends_the_session() {
        WebSocketClient client = server.webSocket();

        client.send("1");

        assertThat(client.socket().closeCode()).isEqualTo(1000);
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }

    @Test
    void a_ping_of_the_client_is_the_wrong_direction() {
        WebSocketClient client = server.webSocket();

        client.send("2probe");

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
        assertThat(client.socket().isClosed()).isTrue();
    }

    @Test
    void frames_without_a_meaning_are_let_pass() {
        WebSocketClient client = server.webSocket();

        client.send("6");
        client.send("5");
        client.send("3");
        client.send("4a");

        assertThat(server.session().messages()).containsExactly("a");
    }

    @Test
    void closing_sends_what_was_queued_and_closes_with_1000() {
        WebSocketClient client = server.webSocket();
        client.received();
        server.session().send("last words");

        server.session().session().close(CloseReason.FORCED_CLOSE);

        assertThat(client.received()).containsExactly("4last words");
        assertThat(client.socket().closeCode()).isEqualTo(1000);
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void closing_waits_for_a_client_that_reads_slowly_but_not_for_ever() {
        WebSocketClient client = server.webSocket();
        client.socket().stall();
        server.session().send("a");
        server.settle();
        server.session().send("b");
        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.settle();
        assertThat(server.session().closeReason()).isNull();

        server.pass(Duration.ofSeconds(31));

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
        assertThat(client.socket().closeCode()).isEqualTo(1006);
    }

    @Test
    void aborting_drops_what_was_queued() {
        WebSocketClient client = server.webSocket();
        client.received();
        server.session().send("never");

        server.session().session().abort(CloseReason.FORCED_CLOSE);
        assertThat(server.session().send("more")).isFalse();

        server.settle();
        assertThat(client.socket().closeCode()).isEqualTo(1006);
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void a_session_closes_once_whatever_happens_together() {
        WebSocketClient client = server.webSocket();

        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.session().session().close(CloseReason.PING_TIMEOUT);
        server.session().session().abort(CloseReason.SLOW_CONSUMER);
        client.socket().cut();
        server.settle();

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void a_paused_session_is_not_read_from_until_all_pauses_are_taken_back() {
        WebSocketClient client = server.webSocket();
        server.session().session().pauseReads();
        server.session().session().pauseReads();
        server.settle();

        client.send("4a");
        server.session().session().resumeReads();
        server.settle();
        assertThat(server.session().messages()).isEmpty();
        server.session().session().resumeReads();
        server.settle();

        assertThat(server.session().messages()).containsExactly("a");
    }

    @Test
    void after_the_end_no_timer_is_left() {
        WebSocketClient client = server.webSocket();
        client.close();

        server.pass(Duration.ofSeconds(2));

        assertThat(server.strands().timers()).isZero();
    }
}
