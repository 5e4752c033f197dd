package dev.parley.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.api.ConnectionRefusedException;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Protocol: Socket.IO 0.9, "Buffering, ordering": a client whose transport brings nothing tries the next one of its list. */
class FallbackTest {
    private final OldServer server = new OldServer();

    @Test
    void a_client_that_may_have_heard_nothing_is_welcomed_again_on_its_next_transport() {
        server.io.onConnect(socket -> socket.join("all"));
        String sid = server.shakeHands();
        MemorySocket first = server.webSocket("/socket.io/1/websocket/" + sid);
        server.io.to("all").emit("news", 1);
        server.settle();

        assertThat(OldServer.heard(first)).containsExactly("1::", "5:::{\"name\":\"news\",\"args\":[1]}");
        assertThat(server.poll(sid)).isEqualTo("1::");
        server.io.to("all").emit("news", 2);
        assertThat(server.poll(sid)).isEqualTo("5:::{\"name\":\"news\",\"args\":[2]}");
    }

    /** Clients 0.9 buffer for ever what they say once that WebSocket ends, even if they do not use it any more. */
    @Test
    void the_websocket_that_was_left_stays_open_and_silent_until_the_session_ends() {
        server.io.onConnect(socket -> socket.on("message", event -> socket.emit("message", event.arg(0))));
        String sid = server.shakeHands();
        MemorySocket first = server.webSocket("/socket.io/1/websocket/" + sid);
        server.poll(sid);

        server.say(first, "3:::nobody listens");
        server.post("/socket.io/1/xhr-polling/" + sid, "3:::heard");

        assertThat(server.poll(sid)).isEqualTo("3:::heard");
        assertThat(first.isClosed()).isFalse();
        server.post("/socket.io/1/xhr-polling/" + sid, "0::");
        assertThat(first.isClosed()).isTrue();
        assertThat(OldServer.heard(first)).containsExactly("1::");
    }

    @Test
    void the_end_of_the_websocket_that_was_left_is_not_the_end_of_the_session() {
        String sid = server.shakeHands();
        MemorySocket first = server.webSocket("/socket.io/1/websocket/" + sid);
        server.poll(sid);

        first.cut();
        server.settle();

        assertThat(server.io.engine().clientsCount()).isOne();
    }

    @Test
    void the_welcome_comes_before_what_was_kept_for_the_client() {
        server.io.onConnect(socket -> socket.join("all"));
        String sid = server.shakeHands();
        MemorySocket first = server.webSocket("/socket.io/1/websocket/" + sid);
        first.stall();
        server.io.to("all").emit("news", 1);
        server.settle();
        server.io.to("all").emit("news", 2);
        server.settle();

        assertThat(server.poll(sid)).startsWith("\ufffd3\ufffd1::\ufffd").contains("[2]");
    }

    @Test
    void a_client_that_has_spoken_knows_that_it_is_in() {
        String sid = server.shakeHands();
        MemorySocket first = server.webSocket("/socket.io/1/websocket/" + sid);
        server.say(first, "3:::hello");

        assertThat(server.get("/socket.io/1/xhr-polling/" + sid).isAnswered()).isFalse();
    }

    @Test
    void a_client_that_polls_again_by_the_same_transport_hears_it_once() {
        String sid = server.shakeHands();

        assertThat(server.poll(sid)).isEqualTo("1::");
        assertThat(server.get("/socket.io/1/xhr-polling/" + sid).isAnswered()).isFalse();
    }

    @Test
    void a_welcome_that_has_not_left_yet_is_not_doubled() {
        CompletableFuture<Void> decision = new CompletableFuture<>();
        server.io.useAsync(socket -> decision);
        String sid = server.shakeHands();
        server.webSocket("/socket.io/1/websocket/" + sid);

        MemoryExchange poll = server.get("/socket.io/1/xhr-polling/" + sid);
        assertThat(poll.isAnswered()).isFalse();
        decision.complete(null);
        server.settle();

        assertThat(poll.text()).isEqualTo("1::");
    }

    @Test
    void a_client_that_was_refused_is_not_welcomed() {
        server.io.use(socket -> {
            throw new ConnectionRefusedException("unauthorized");
        });
        String sid = server.shakeHands();
        MemorySocket first = server.webSocket("/socket.io/1/websocket/" + sid);

        assertThat(OldServer.heard(first)).containsExactly("7:::2");
        assertThat(server.get("/socket.io/1/xhr-polling/" + sid).isAnswered()).isFalse();
    }

    @Test
    void from_polls_to_a_stream_the_session_goes_on_too() {
        String sid = server.shakeHands();
        assertThat(server.poll(sid)).isEqualTo("1::");

        MemoryExchange page = server.get("/socket.io/1/htmlfile/" + sid);

        assertThat(page.streamed()).containsExactly("<script>_(\"1::\");</script>");
    }
}
