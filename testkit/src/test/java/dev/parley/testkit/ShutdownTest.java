package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Engine;
import dev.parley.engine.Session;
import dev.parley.testkit.client.PollingClient;
import dev.parley.testkit.client.WebSocketClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final TestEngine server = TestEngine.withDefaults();

    @Test
    void tells_everyone_and_completes_when_all_have_gone() {
        WebSocketClient socket = server.webSocket();
        PollingClient polling = server.polling();
        var poll = polling.beginPoll();

        var closed = server.engine().close(WINDOW).toCompletableFuture();
        server.settle();

        assertThat(closed).isDone();
        assertThat(socket.socket().closeCode()).isEqualTo(1001);
        assertThat(poll.text()).isEqualTo("1");
        assertThat(server.heard().sessions())
                .extracting(RecordingListener.Recorded::closeReason)
                .containsOnly(CloseReason.SERVER_SHUTTING_DOWN);
        server.pass(Duration.ofSeconds(2));
        assertThat(server.strands().timers()).isZero();
    }

    @Test
    void is_done_at_once_without_sessions_and_the_same_every_time() {
        var closed = server.engine().close(WINDOW).toCompletableFuture();

        assertThat(closed).isDone();
        assertThat(server.engine().close(WINDOW).toCompletableFuture()).isSameAs(closed);
    }

    @Test
    void sends_what_was_queued_first() {
        WebSocketClient socket = server.webSocket();
        socket.received();
        server.session().send("last words");

        server.engine().close(WINDOW);

        assertThat(socket.received()).containsExactly("4last words");
    }

    @Test
    void cuts_off_at_the_end_of_the_window_who_does_not_come() {
        server.polling();

        var closed = server.engine().close(WINDOW).toCompletableFuture();
        server.pass(Duration.ofMillis(9_900));
        assertThat(closed).isNotDone();
        server.pass(Duration.ofMillis(200));

        assertThat(closed).isDone();
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.SERVER_SHUTTING_DOWN);
    }

    @Test
    void opens_no_more_sessions_but_serves_those_that_there_are() {
        PollingClient polling = server.polling();

        server.engine().close(WINDOW);
        server.settle();

        assertThat(server.web().get("EIO=4&transport=polling").status()).isEqualTo(503);
        assertThat(server.web().upgrade("EIO=4&transport=websocket").status()).isEqualTo(503);
        assertThat(polling.poll()).containsExactly("6", "1");
    }

    @Test
    void cuts_off_at_once_who_comes_while_it_begins() {
        AtomicReference<Engine> closing = new AtomicReference<>();
        TestEngine late = TestEngine.with(options -> options.generateId(head -> {
            Engine engine = closing.getAndSet(null);
            if (engine != null) {
                engine.close(WINDOW);
            }
            return head.query().first("id");
        }));
        late.web().get("EIO=4&transport=polling&id=early");
        closing.set(late.engine());

        late.web().get("EIO=4&transport=polling&id=late");
        late.settle();

        assertThat(late.session().session().id()).isEqualTo("late");
        assertThat(late.session().closeReason()).isEqualTo(CloseReason.SERVER_SHUTTING_DOWN);
        assertThat(late.engine().clientsCount()).isEqualTo(1);
    }

    @Test
    void what_is_said_to_a_session_whose_strand_has_ended_hurts_nobody() {
        server.webSocket();
        Session session = server.session().session();
        server.strands().end();

        server.session().send("too late");
        session.flush();
        session.pauseReads();
        session.resumeReads();
        session.close(CloseReason.FORCED_CLOSE);
        session.abort(CloseReason.FORCED_CLOSE);

        assertThat(session.isOpen()).isFalse();
        assertThat(session.whenWritable().toCompletableFuture()).isDone();
    }

    @Test
    void tells_many_in_batches_within_the_first_half_of_the_window() {
        List<WebSocketClient> clients = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            clients.add(server.webSocket());
        }

        server.engine().close(WINDOW);
        server.settle();
        long first =
                clients.stream().filter(client -> client.socket().isClosed()).count();
        server.pass(Duration.ofSeconds(5));

        assertThat(first).isEqualTo(200);
        assertThat(clients).allMatch(client -> client.socket().closeCode() == 1001);
    }
}
