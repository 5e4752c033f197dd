package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.CloseReason;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.BindingException;
import dev.parley.server.api.AckException;
import dev.parley.server.api.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final Hub hub = new Hub();
    private final List<Object> log = new ArrayList<>();
    private Socket socket;
    private FakeClient client;

    @BeforeEach
    void join() {
        hub.io.of("/").onConnect(joined -> socket = joined);
        client = hub.joins();
    }

    @Test
    void an_event_reaches_its_handlers_with_all_arguments() {
        socket.on("say", event -> log.add(event.args().toList()));

        client.says("2[\"say\",\"hi\",1,{\"a\":[true,null]}]");

        assertThat(log.toString()).isEqualTo("[[hi, 1, {a=[true, null]}]]");
    }

    @Test
    void a_typed_handler_gets_its_type() {
        socket.on("order", Order.class, order -> log.add(order));

        client.says("2[\"order\",{\"item\":\"tea\",\"count\":2}]");

        assertThat(log).containsExactly(new Order("tea", 2));
    }

    @Test
    void what_is_not_of_the_type_goes_to_the_error_handler_and_the_socket_lives_on() {
        socket.on("order", Order.class, order -> log.add(order));

        client.says("2[\"order\",\"tea\"]", "2[\"order\"]", "2[\"order\",{\"item\":\"tea\",\"count\":1}]");

        assertThat(hub.failures).hasSize(2).allSatisfy(failure -> {
            assertThat(failure.error()).isInstanceOf(BindingException.class);
            assertThat(failure.socket()).isSameAs(socket);
        });
        assertThat(log).hasSize(1);
        assertThat(socket.isConnected()).isTrue();
    }

    @Test
    void binary_arguments_arrive_as_bytes_at_any_depth() {
        socket.on("file", event -> log.add(event.arg(0, byte[].class)));
        socket.on("files", event -> log.add(((Map<?, ?>) event.arg(0)).get("f")));

        client.says("51-[\"file\",{\"_placeholder\":true,\"num\":0}]").saysBytes(1, 2, 3);
        client.says("51-[\"files\",{\"f\":{\"_placeholder\":true,\"num\":0}}]").saysBytes(4);

        assertThat(log).hasSize(2);
        assertThat((byte[]) log.get(0)).containsExactly(1, 2, 3);
        assertThat((byte[]) log.get(1)).containsExactly(4);
    }

    @Test
    void attachments_that_do_not_come_in_time_end_the_connection() {
        client.says("51-[\"file\",{\"_placeholder\":true,\"num\":0}]");

        hub.pass(Duration.ofSeconds(40));
        client.beats();
        assertThat(client.closeReason).isNull();
        hub.pass(Duration.ofSeconds(10));
        client.beats();

        assertThat(client.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void catch_all_listeners_come_first_then_middlewares_then_handlers() {
        socket.on("x", event -> log.add("handler"));
        socket.use(event -> log.add("middleware"));
        socket.onAny(event -> log.add("any"));
        socket.prependAny(event -> log.add("first"));

        client.says("2[\"x\"]");

        assertThat(log).containsExactly("first", "any", "middleware", "handler");
    }

    @Test
    void a_middleware_stops_an_event_with_an_exception() {
        socket.use(event -> {
            throw new IllegalStateException("no");
        });
        socket.on("x", event -> log.add("handler"));
        socket.onError(failure -> log.add(String.valueOf(failure.error().getMessage())));

        client.says("2[\"x\"]");

        assertThat(log).containsExactly("no");
        assertThat(hub.failures).hasSize(1);
    }

    @Test
    void later_events_wait_for_a_middleware_that_takes_its_time() {
        CompletableFuture<Void> decision = new CompletableFuture<>();
        socket.useAsync(event -> event.name().equals("slow") ? decision : CompletableFuture.completedFuture(null));
        socket.onAny(event -> {});
        socket.on("slow", event -> log.add("slow"));
        socket.on("quick", event -> log.add("quick"));
        client.says("2[\"slow\"]", "2[\"quick\"]");
        assertThat(log).isEmpty();

        decision.complete(null);
        hub.strand.settle();

        assertThat(log).containsExactly("slow", "quick");
    }

    @Test
    void once_is_once_and_off_is_off() {
        socket.once("x", event -> log.add("once"));
        var registration = socket.on("x", event -> log.add("always"));
        socket.prepend("x", event -> log.add("before"));
        client.says("2[\"x\"]", "2[\"x\"]");
        assertThat(log).containsExactly("before", "once", "always", "before", "always");

        registration.remove();
        socket.off("x");
        log.clear();
        client.says("2[\"x\"]");

        assertThat(log).isEmpty();
        assertThat(socket.eventNames()).isEmpty();
    }

    @Test
    void a_handler_that_fails_stops_neither_the_next_handler_nor_the_next_event() {
        socket.on("x", event -> {
            throw new java.io.IOException("disk");
        });
        socket.on("x", event -> log.add(event.size()));

        client.says("2[\"x\"]", "2[\"x\",1]");

        assertThat(log).containsExactly(0, 1);
        assertThat(hub.failures).hasSize(2);
    }

    @Test
    void the_answer_of_a_handler_carries_the_id_of_the_event_and_goes_out_once() {
        socket.on("q", event -> {
            event.ack("a", 1);
            event.ack("b");
        });

        client.says("27[\"q\"]");

        assertThat(client.hears()).containsExactly("37[\"a\",1]");
    }

    @Test
    void the_result_of_a_reply_is_the_answer() {
        socket.reply("double", Integer.class, n -> n * 2);
        socket.reply("pair", event -> Args.of("x", "y"));
        socket.reply("none", event -> Args.NONE);

        client.says("20[\"double\",21]", "21[\"pair\"]", "22[\"none\"]");

        assertThat(client.hears()).containsExactly("30[42]", "31[\"x\",\"y\"]", "32[]");
    }

    @Test
    void a_reply_that_comes_later_lets_the_next_event_begin() {
        CompletableFuture<String> later = new CompletableFuture<>();
        socket.reply("slow", event -> later);
        socket.reply("quick", event -> "now");
        client.says("20[\"slow\"]", "21[\"quick\"]");
        assertThat(client.hears()).containsExactly("31[\"now\"]");

        later.complete("then");

        assertThat(client.hears()).containsExactly("30[\"then\"]");
    }

    @Test
    void an_emit_with_ack_completes_with_the_answer() {
        CompletionStage<Args> answer = socket.emitWithAck("q", "x");
        assertThat(client.hears()).containsExactly("20[\"q\",\"x\"]");

        client.says("30[\"yes\",2]");

        assertThat(answer).isCompletedWithValueMatching(args -> args.toList().equals(List.of("yes", 2)));
    }

    @Test
    void an_answer_that_does_not_come_in_time_fails_with_the_official_words() {
        socket.timeout(Duration.ofSeconds(1)).emit("q", Args.NONE, (error, answer) -> log.add(String.valueOf(error)));

        hub.pass(Duration.ofMillis(1001));
        client.says("30[\"late\"]");

        assertThat(log).hasSize(1).first().asString().contains("operation has timed out");
    }

    @Test
    void an_answer_that_is_asked_for_when_the_server_has_just_stopped_fails_and_nothing_is_thrown() {
        hub.strand.end();

        CompletableFuture<Args> answer =
                socket.timeout(Duration.ofSeconds(1)).emitWithAck("q").toCompletableFuture();
        hub.strand.settle();

        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(AckException.class)
                .hasMessageContaining("socket has been disconnected");
    }

    @Test
    void pending_answers_fail_at_once_when_the_client_leaves() {
        CompletableFuture<Args> answer = socket.emitWithAck("q").toCompletableFuture();

        client.loses(CloseReason.TRANSPORT_CLOSE);

        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(AckException.class)
                .hasMessageContaining("socket has been disconnected");
    }

    @Test
    void reserved_names_are_refused_at_the_call() {
        assertThatThrownBy(() -> socket.emit("disconnect"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"disconnect\" is a reserved event name");
        assertThatThrownBy(() -> hub.io.of("/").emit("connect")).hasMessage("\"connect\" is a reserved event name");
        socket.emit("connection");
        assertThat(client.hears()).containsExactly("2[\"connection\"]");
    }

    @Test
    void a_value_that_cannot_be_written_is_refused_at_the_call() {
        Object cycle = new ArrayList<>();
        asList(cycle).add(cycle);

        assertThatThrownBy(() -> socket.emit("x", cycle)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub.io.of("/").emit("x", cycle)).isInstanceOf(IllegalArgumentException.class);
        assertThat(client.hears()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> asList(Object list) {
        return (List<Object>) list;
    }

    @Test
    void received_arguments_may_be_sent_on_as_they_are() {
        socket.on("copy", event -> socket.emit("copied", event.args()));

        client.says("51-[\"copy\",{\"b\":{\"_placeholder\":true,\"num\":0}},\"\u20ac\"]")
                .saysBytes(9, 9);

        assertThat(client.hears())
                .containsExactly("51-[\"copied\",{\"b\":{\"_placeholder\":true,\"num\":0}},\"\u20ac\"]", "<2 bytes>");
    }

    @Test
    void what_is_sent_is_seen_by_outgoing_listeners_broadcasts_too() {
        socket.onAnyOutgoing((event, args) -> log.add(event + args.toList()));

        socket.emit("a", 1);
        hub.io.of("/").emit("b", 2);

        assertThat(log).containsExactly("a[1]", "b[2]");
    }

    @Test
    void a_droppable_event_is_dropped_for_a_client_that_is_not_ready() {
        client.writable = false;

        socket.droppable().emit("a");
        socket.emit("b");
        hub.io.of("/").droppable().emit("c");

        assertThat(client.hears()).containsExactly("2[\"b\"]");
    }

    @Test
    void a_flood_of_events_pauses_the_client_until_its_handlers_have_caught_up() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        socket.useAsync(event -> gate);
        client.says("2[\"first\"]");
        for (int i = 0; i < 1000; i++) {
            client.says("2[\"x\"]");
        }
        assertThat(client.pauses).isEqualTo(1);

        gate.complete(null);
        hub.strand.settle();

        assertThat(client.pauses).isZero();
    }

    record Order(String item, int count) {}
}
