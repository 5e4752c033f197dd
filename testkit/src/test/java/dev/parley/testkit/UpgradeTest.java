package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.client.PollingClient;
import dev.parley.testkit.client.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
    private final TestEngine server = TestEngine.withDefaults();
    private final PollingClient client = server.polling();

    @Test
    void is_a_probe_its_answer_and_the_word() {
        WebSocketClient socket = client.upgrade();
        server.session().send("over websocket");

        assertThat(socket.received()).containsExactly("3probe", "4over websocket");
        assertThat(server.session().session().transport()).isEqualTo("websocket");
        assertThat(server.session().upgrades()).containsExactly("websocket");
    }

    @Test
    void leaves_polling_in_charge_until_the_word() {
        WebSocketClient socket = client.probe();
        socket.send("2probe");
        MemoryExchange poll = client.beginPoll();

        server.session().send("still polling");
        server.settle();

        assertThat(PollingClient.packets(poll)).containsExactly("4still polling");
        assertThat(client.post("4both ways").text()).isEqualTo("ok");
        assertThat(server.session().messages()).containsExactly("both ways");
        assertThat(socket.received()).containsExactly("3probe");
    }

    @Test
    void lets_waiting_polls_go_every_100_milliseconds_while_the_probe_is_open() {
        WebSocketClient socket = client.probe();
        MemoryExchange waiting = client.beginPoll();

        socket.send("2probe");
        assertThat(waiting.text()).isEqualTo("6");
        MemoryExchange next = client.beginPoll();
        server.pass(Duration.ofMillis(99));
        assertThat(next.isAnswered()).isFalse();
        server.pass(Duration.ofMillis(1));

        assertThat(next.text()).isEqualTo("6");
    }

    @Test
    void delivers_once_and_in_order_what_was_queued_before_during_and_after() {
        List<String> got = new ArrayList<>();
        server.session().send("1");
        WebSocketClient socket = client.probe();
        server.session().send("2");
        socket.send("2probe");
        got.addAll(client.poll());
        server.session().send("3");
        socket.send("5");
        server.session().send("4");

        got.addAll(socket.received());

        assertThat(got).containsExactly("41", "42", "3probe", "43", "44");
    }

    @Test
    void lets_a_poll_go_that_still_waits_at_the_word() {
        WebSocketClient socket = client.probe();
        socket.send("2probe");
        MemoryExchange poll = client.beginPoll();

        socket.send("5");

        assertThat(poll.text()).isEqualTo("6");
    }

    @Test
    void ends_polling_and_a_late_poll_is_a_bad_request() {
        client.upgrade();

        assertThat(client.beginPoll().text()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        assertThat(client.post("4late").status()).isEqualTo(400);
        assertThat(server.session().closeReason()).isNull();
        assertThat(server.session().messages()).isEmpty();
    }

    @Test
    void waits_for_a_post_that_is_still_read_and_delivers_it_first() {
        MemoryExchange post = client.beginPost();
        WebSocketClient socket = client.probe();
        socket.send("2probe");
        socket.send("5");
        socket.send("4second");
        server.session().send("held");
        server.settle();
        assertThat(socket.received()).containsExactly("3probe");

        post.sendBody("4first".getBytes(StandardCharsets.UTF_8));
        server.settle();

        assertThat(server.session().messages()).containsExactly("first", "second");
        assertThat(socket.received()).containsExactly("4held");
        assertThat(post.text()).isEqualTo("ok");
    }

    @Test
    void does_not_wait_for_ever_for_a_post_that_never_ends() {
        client.beginPost();
        WebSocketClient socket = client.probe();
        socket.send("2probe");
        socket.send("5");
        socket.send("4a");

        server.pass(Duration.ofSeconds(10));

        assertThat(server.session().messages()).containsExactly("a");
        assertThat(server.session().session().transport()).isEqualTo("websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "4hello", "2", "3probe", "garbage", "1", ""})
    void whose_first_frame_is_no_probe_is_closed_and_polling_goes_on(String frame) {
        WebSocketClient socket = client.probe();

        socket.send(frame);

        assertThat(socket.socket().isClosed()).isTrue();
        assertPollingWorks();
        assertThat(server.session().messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2probe", "4hello", "6", "garbage"})
    void that_says_anything_but_the_word_after_its_probe_is_closed_and_polling_goes_on(String frame) {
        WebSocketClient socket = client.probe();
        socket.send("2probe");

        socket.send(frame);

        assertThat(socket.socket().isClosed()).isTrue();
        assertPollingWorks();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void that_takes_too_long_is_closed_and_polling_goes_on(boolean probed) {
        WebSocketClient socket = client.probe();
        if (probed) {
            socket.send("2probe");
        }

        server.pass(Duration.ofMillis(9_900));
        assertThat(socket.socket().isClosed()).isFalse();
        server.pass(Duration.ofMillis(200));

        assertThat(socket.socket().isClosed()).isTrue();
        assertPollingWorks();
    }

    @Test
    void whose_connection_is_lost_leaves_polling_alone() {
        WebSocketClient socket = client.probe();
        socket.send("2probe");

        socket.cut();

        assertPollingWorks();
    }

    @Test
    void may_be_tried_again_after_it_failed() {
        client.probe().send("garbage");

        WebSocketClient socket = client.upgrade();

        assertThat(socket.received()).containsExactly("3probe");
        assertThat(server.session().upgrades()).containsExactly("websocket");
    }

    @Test
    void of_which_one_is_on_its_way_refuses_a_second() {
        WebSocketClient first = client.probe();
        first.send("2probe");

        MemoryExchange second = client.beginProbe();
        first.send("5");

        assertThat(second.status()).isEqualTo(400);
        assertThat(server.session().upgrades()).containsExactly("websocket");
    }

    @Test
    void of_a_session_that_moved_already_is_refused_and_the_session_goes_on() {
        WebSocketClient socket = client.upgrade();

        assertThat(client.beginProbe().status()).isEqualTo(400);

        socket.send("4a");
        assertThat(server.session().messages()).containsExactly("a");
    }

    @Test
    void of_a_session_that_began_on_a_websocket_is_refused() {
        WebSocketClient socket = server.webSocket();

        MemoryExchange second = server.web().upgrade("EIO=4&transport=websocket&sid=" + socket.sid());

        assertThat(second.status()).isEqualTo(400);
        assertThat(socket.socket().isClosed()).isFalse();
    }

    @Test
    void of_a_session_that_ended_is_refused() {
        client.post("1");

        assertThat(client.beginProbe().text()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    @Test
    void is_refused_when_upgrades_are_not_allowed_and_the_opening_offers_none() {
        TestEngine fixed = TestEngine.with(options -> options.allowUpgrades(false));
        PollingClient polling = fixed.polling();

        assertThat(polling.openingPackets().get(0)).contains("\"upgrades\":[]");
        assertThat(polling.beginProbe().status()).isEqualTo(400);
    }

    @Test
    void ends_with_its_session() {
        WebSocketClient socket = client.probe();
        socket.send("2probe");

        client.post("1");

        assertThat(socket.socket().isClosed()).isTrue();
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
        server.pass(Duration.ofSeconds(11));
        assertThat(server.strands().timers()).isZero();
    }

    @Test
    void is_still_taken_by_a_session_that_is_closing_which_then_says_good_bye_there() {
        WebSocketClient socket = client.probe();
        socket.send("2probe");
        server.session().send("last words");
        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.settle();

        socket.send("5");

        assertThat(socket.received()).containsExactly("3probe", "4last words");
        assertThat(socket.socket().closeCode()).isEqualTo(1000);
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void takes_a_pause_of_reads_along() {
        server.session().session().pauseReads();
        server.settle();
        WebSocketClient socket = client.upgrade();

        socket.send("4a");
        assertThat(server.session().messages()).isEmpty();
        server.session().session().resumeReads();
        server.settle();

        assertThat(server.session().messages()).containsExactly("a");
    }

    @Test
    void loses_and_doubles_nothing_while_both_sides_send_at_every_step() {
        List<String> got = new ArrayList<>();
        int[] sent = {0};
        Runnable burst = () -> {
            for (int i = 0; i < 20; i++) {
                server.session().send("" + sent[0]++);
            }
            server.settle();
        };
        burst.run();
        got.addAll(client.poll());
        WebSocketClient socket = client.probe();
        burst.run();
        client.post("4a");
        socket.send("2probe");
        burst.run();
        MemoryExchange poll = client.beginPoll();
        got.addAll(PollingClient.packets(poll));
        client.post("4b");
        socket.send("5");
        burst.run();
        socket.send("4c");
        got.addAll(socket.received());

        assertThat(got.stream().filter(packet -> packet.startsWith("4")))
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 80)
                        .mapToObj(i -> "4" + i)
                        .toList());
        assertThat(server.session().messages()).containsExactly("a", "b", "c");
    }

    private void assertPollingWorks() {
        server.session().send("over polling");
        server.settle();
        assertThat(client.poll()).contains("4over polling");
        assertThat(server.session().closeReason()).isNull();
        assertThat(server.session().upgrades()).isEmpty();
    }
}
