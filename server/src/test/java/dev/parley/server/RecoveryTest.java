package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.ParentNamespace;
import dev.parley.server.api.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
    private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");
    private static final Pattern OFFSET = Pattern.compile(",\"([^\"]+)\"]$");

    private final Hub hub = new Hub(ServerOptions.builder()
            .connectionStateRecovery(
                    ConnectionStateRecovery.of(Duration.ofSeconds(60)).withBounds(100, 10_000, 10)));
    private final Namespace io = hub.io.of("/");
    private final List<Socket> sockets = new ArrayList<>();
    private FakeClient client;
    private String pid;
    private String offset;

    @BeforeEach
    void a_client_joins_and_hears_something() {
        io.onConnect(sockets::add);
        client = hub.opens().says("0");
        pid = find(PID, client.hears().get(0));
        sockets.get(0).join("red");
        sockets.get(0).data().put("name", "ann");
        io.emit("first");
        offset = find(OFFSET, client.hears().get(0));
    }

    @Test
    void a_client_that_comes_back_is_who_it_was_and_gets_what_it_missed_in_order() {
        client.loses(CloseReason.TRANSPORT_CLOSE);
        io.emit("one", 1);
        io.to("red").emit("two");
        io.to("blue").emit("not for it");
        io.to(sockets.get(0).id()).emit("three");
        io.droppable().emit("dropped");

        FakeClient again = hub.opens().says(recall());

        List<String> heard = again.hears();
        assertThat(heard).hasSize(4);
        assertThat(heard.get(0))
                .contains("\"sid\":\"" + sockets.get(0).id() + "\"")
                .contains(pid);
        assertThat(heard.get(1)).startsWith("2[\"one\",1,");
        assertThat(heard.get(2)).startsWith("2[\"two\",");
        assertThat(heard.get(3)).startsWith("2[\"three\",");
        Socket back = sockets.get(1);
        assertThat(back.isRecovered()).isTrue();
        assertThat(back.rooms()).contains("red", back.id());
        assertThat(back.data()).containsEntry("name", "ann");
    }

    @Test
    void what_comes_after_the_return_follows_live() {
        client.loses(CloseReason.TRANSPORT_CLOSE);
        FakeClient again = hub.opens().says(recall());
        again.hears();

        io.to("red").emit("live");

        assertThat(again.hears()).hasSize(1);
    }

    @Test
    void a_secret_works_once() {
        client.loses(CloseReason.TRANSPORT_CLOSE);
        hub.opens().says(recall());

        hub.opens().says(recall());

        assertThat(sockets).hasSize(3);
        assertThat(sockets.get(2).isRecovered()).isFalse();
        assertThat(sockets.get(2).id()).isNotEqualTo(sockets.get(0).id());
    }

    @Test
    void who_comes_back_too_late_is_new_and_its_end_is_told() {
        List<String> expired = new ArrayList<>();
        hub.io.onExpired((namespace, saved) -> expired.add(namespace + " " + saved.id()));
        client.loses(CloseReason.TRANSPORT_CLOSE);

        hub.pass(Duration.ofSeconds(61));
        hub.opens().says(recall());

        assertThat(expired).containsExactly("/ " + sockets.get(0).id());
        assertThat(sockets.get(1).isRecovered()).isFalse();
    }

    @Test
    void who_left_by_its_own_will_does_not_come_back() {
        client.says("1");

        client.says(recall());

        assertThat(sockets.get(1).isRecovered()).isFalse();
    }

    @Test
    void a_gap_that_cannot_be_filled_leads_to_a_new_socket_and_never_to_silence() {
        List<String> expired = new ArrayList<>();
        hub.io.onExpired((namespace, saved) -> expired.add(saved.id()));
        client.loses(CloseReason.TRANSPORT_CLOSE);
        for (int i = 0; i < 200; i++) {
            io.emit("flood", i);
        }

        FakeClient again = hub.opens().says(recall());

        assertThat(again.hears()).hasSize(1);
        assertThat(again.closeReason).isNull();
        assertThat(expired).containsExactly(sockets.get(0).id());
        assertThat(sockets.get(1).isRecovered()).isFalse();
        assertThat(sockets.get(1).id()).isNotEqualTo(sockets.get(0).id());
    }

    @Test
    void a_gap_that_opens_while_the_middlewares_think_leads_to_a_new_connection() {
        CompletableFuture<Void> thinking = new CompletableFuture<>();
        io.useAsync(socket -> thinking);
        client.loses(CloseReason.TRANSPORT_CLOSE);
        FakeClient again = hub.opens().says(recall());

        for (int i = 0; i < 200; i++) {
            io.emit("flood", i);
        }
        thinking.complete(null);

        assertThat(again.hears()).isEmpty();
        assertThat(again.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz!", "", "-1", "0", "zzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzz"})
    void an_offset_that_was_made_up_is_no_way_back(String madeUp) {
        client.loses(CloseReason.TRANSPORT_CLOSE);

        hub.opens().says("0{\"pid\":\"" + pid + "\",\"offset\":\"" + madeUp + "\"}");

        assertThat(sockets.get(1).isRecovered()).isFalse();
        assertThat(sockets.get(1).id()).isNotEqualTo(sockets.get(0).id());
    }

    @Test
    void a_client_that_heard_nothing_for_long_missed_nothing_and_comes_back() {
        hub.pass(Duration.ofMinutes(30));
        client.loses(CloseReason.TRANSPORT_CLOSE);

        FakeClient again = hub.opens().says(recall());

        assertThat(again.hears()).hasSize(1);
        assertThat(sockets.get(1).isRecovered()).isTrue();
    }

    @Test
    void a_dynamic_namespace_waits_for_those_who_may_come_back_and_ends_with_their_time() {
        ParentNamespace parent = hub.io.of((name, handshake) -> name.startsWith("/room-"));
        parent.onConnect(sockets::add);
        FakeClient guest = hub.opens().says("0/room-1,");
        String guestPid = find(PID, guest.hears().get(0));
        hub.io.of("/room-1").emit("first");
        String guestOffset = find(OFFSET, guest.hears().get(0));
        guest.loses(CloseReason.TRANSPORT_CLOSE);
        hub.io.of("/room-1").emit("missed");

        FakeClient back =
                hub.opens().says("0/room-1,{\"pid\":\"" + guestPid + "\",\"offset\":\"" + guestOffset + "\"}");

        assertThat(back.hears()).hasSize(2);
        assertThat(sockets.get(2).isRecovered()).isTrue();
        back.loses(CloseReason.TRANSPORT_CLOSE);
        assertThat(parent.children()).containsKey("/room-1");
        hub.pass(Duration.ofSeconds(61));
        assertThat(parent.children()).isEmpty();
    }

    @Test
    void middlewares_decide_again_unless_they_are_told_to_be_skipped() {
        List<String> asked = new ArrayList<>();
        io.use(socket -> asked.add(socket.id()));
        client.loses(CloseReason.TRANSPORT_CLOSE);

        hub.opens().says(recall());

        assertThat(asked).containsExactly(sockets.get(0).id());
    }

    @Test
    void events_with_an_ack_carry_no_offset() {
        sockets.get(0).emitWithAck("q", 1);

        assertThat(client.hears()).containsExactly("20[\"q\",1]");
    }

    private String recall() {
        return "0{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
