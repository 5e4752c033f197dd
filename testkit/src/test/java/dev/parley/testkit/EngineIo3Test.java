package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.protocol.dialect.eio3.EngineIo3;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions of the older generation, whose clients ping. */
class EngineIo3Test {
    private final TestEngine server = TestEngine.with(options -> {}, List.of(new EngineIo4(), new EngineIo3()));

    @Test
    void polling_has_lengths_and_a_ping_is_answered_by_a_pong() {
        MemoryExchange opening = server.web().get("EIO=3&transport=polling&b64=1");
        assertThat(opening.text()).matches("\\d+:0\\{\"sid\":\"[^\"]+\",\"upgrades\":\\[\"websocket\"].*}");
        String query = "EIO=3&transport=polling&b64=1&sid="
                + server.session().session().id();
        MemoryExchange poll = server.web().get(query);

        MemoryExchange post = server.web().post(query, "1:2");

        assertThat(post.text()).isEqualTo("ok");
        assertThat(poll.text()).isEqualTo("1:3");
        assertThat(server.session().heartbeats()).isOne();
    }

    @Test
    void a_client_that_pings_stays_and_one_that_stops_is_closed_after_interval_and_timeout() {
        MemorySocket socket = webSocket();
        for (int i = 0; i < 10; i++) {
            server.pass(Duration.ofSeconds(25));
            ping(socket);
        }
        assertThat(server.session().closeReason()).isNull();
        assertThat(server.session().heartbeats()).isEqualTo(10);

        server.pass(Duration.ofMillis(44_900));
        assertThat(server.session().closeReason()).isNull();
        server.pass(Duration.ofSeconds(2));

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.PING_TIMEOUT);
        server.pass(Duration.ofSeconds(2));
        assertThat(server.strands().timers()).isZero();
    }

    @Test
    void a_flood_of_pings_to_a_client_that_does_not_read_leaves_one_pong_pending() {
        MemorySocket socket = webSocket();
        socket.stall();
        ping(socket);

        for (int i = 0; i < 1000; i++) {
            socket.clientSends(TextPayload.of("2"));
        }
        server.settle();
        assertThat(server.session().session().bufferedBytes()).isZero();
        socket.unstall();
        server.settle();

        assertThat(socket.received()).hasSize(3);
    }

    @Test
    void a_pong_of_the_client_is_the_wrong_direction() {
        MemorySocket socket = webSocket();

        socket.clientSends(TextPayload.of("3"));
        server.settle();

        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void nobody_is_judged_after_this_process_slept() {
        MemorySocket socket = webSocket();

        server.strands().suspend(Duration.ofHours(1));
        server.pass(Duration.ofSeconds(1));
        assertThat(server.session().closeReason()).isNull();
        ping(socket);
        server.pass(Duration.ofSeconds(40));

        assertThat(server.session().closeReason()).isNull();
    }

    @Test
    void a_session_moves_to_a_websocket_like_in_the_newer_generation() {
        server.web().get("EIO=3&transport=polling&b64=1");
        String sid = server.session().session().id();
        MemorySocket socket =
                server.web().upgrade("EIO=3&transport=websocket&sid=" + sid).socket();

        socket.clientSends(TextPayload.of("2probe"));
        socket.clientSends(TextPayload.of("5"));
        server.settle();
        server.session().send("moved");
        server.settle();

        assertThat(socket.received()).extracting(Object::toString).containsExactly("3probe", "4moved");
    }

    @Test
    void a_session_stays_with_its_generation() {
        server.web().get("EIO=3&transport=polling&b64=1");
        String sid = server.session().session().id();

        MemoryExchange poll = server.web().get("EIO=4&transport=polling&sid=" + sid);

        assertThat(poll.text()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    }

    private MemorySocket webSocket() {
        return server.web().upgrade("EIO=3&transport=websocket").socket();
    }

    private void ping(MemorySocket socket) {
        socket.clientSends(TextPayload.of("2"));
        server.settle();
    }
}
