package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void a_gap_that_cannot_be_filled_leads_to_a_new_connection_and_never_to_silence() {
        client.loses(CloseReason.TRANSPORT_CLOSE);
        for (int i = 0; i < 200; i++) {
            io.emit("flood", i);
        }

        FakeClient again = hub.opens().says(recall());

        assertThat(again.hears()).isEmpty();
        assertThat(again.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
        FakeClient fresh = hub.opens().says(recall());
        assertThat(fresh.hears()).hasSize(1);
        assertThat(sockets)
                .last()
                .satisfies(socket -> assertThat(socket.isRecovered()).isFalse());
    }

    @Test
    void an_offset_that_was_made_up_is_no_way_in() {
        client.loses(CloseReason.TRANSPORT_CLOSE);

        FakeClient again = hub.opens().says("0{\"pid\":\"" + pid + "\",\"offset\":\"zzz!\"}");

        assertThat(again.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
        assertThat(sockets).hasSize(1);
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
