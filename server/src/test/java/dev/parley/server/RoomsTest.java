package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.DisconnectReason;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private final Hub hub = new Hub();
    private final Namespace io = hub.io.of("/");
    private final List<Socket> sockets = new ArrayList<>();
    private FakeClient ann;
    private FakeClient bob;
    private FakeClient cid;

    @BeforeEach
    void three_clients_join() {
        io.onConnect(sockets::add);
        ann = hub.joins();
        bob = hub.joins();
        cid = hub.joins();
        sockets.get(0).join("red", "all");
        sockets.get(1).join("blue", "all");
    }

    @Test
    void a_broadcast_reaches_everybody() {
        io.emit("news", 1);

        assertThat(ann.hears()).containsExactly("2[\"news\",1]");
        assertThat(bob.hears()).containsExactly("2[\"news\",1]");
        assertThat(cid.hears()).containsExactly("2[\"news\",1]");
    }

    @Test
    void a_socket_in_two_addressed_rooms_gets_one_copy() {
        io.to("red").to("all").emit("x");

        assertThat(ann.hears()).hasSize(1);
        assertThat(bob.hears()).hasSize(1);
        assertThat(cid.hears()).isEmpty();
    }

    @Test
    void a_socket_speaks_to_others_but_not_to_itself() {
        sockets.get(0).to("all").emit("x");
        sockets.get(0).broadcast().except("blue").emit("y");

        assertThat(ann.hears()).isEmpty();
        assertThat(bob.hears()).containsExactly("2[\"x\"]");
        assertThat(cid.hears()).containsExactly("2[\"y\"]");
    }

    @Test
    void an_id_is_a_room() {
        io.to(sockets.get(2).id()).emit("x");

        assertThat(cid.hears()).hasSize(1);
        assertThat(ann.hears()).isEmpty();
    }

    @Test
    void utility_methods_move_and_find_sockets() {
        io.in("red").socketsJoin("extra");
        io.in("all").socketsLeave("blue");

        assertThat(sockets.get(0).rooms()).contains("extra");
        assertThat(sockets.get(1).rooms()).doesNotContain("blue");
        assertThat(io.in("all").fetchSockets().toCompletableFuture().join())
                .extracting(remote -> remote.id())
                .containsExactlyInAnyOrder(sockets.get(0).id(), sockets.get(1).id());
    }

    @Test
    void a_found_socket_can_be_reached() {
        sockets.get(0).data().put("name", "ann");
        var found = io.in("red").fetchSockets().toCompletableFuture().join().get(0);

        found.emit("x", 1);
        var answer = found.emitWithAck(Duration.ofSeconds(1), "q");
        assertThat(ann.hears()).containsExactly("2[\"x\",1]", "20[\"q\"]");
        ann.says("30[5]");

        assertThat(found.data()).containsEntry("name", "ann");
        assertThat(answer).isCompletedWithValueMatching(args -> args.toList().equals(List.of(5)));
    }

    @Test
    void a_broadcast_with_ack_tells_who_answered_who_did_not_and_who_left() {
        CompletionStage<BroadcastAnswers> result =
                io.timeout(Duration.ofSeconds(2)).emitWithAck("q");
        assertThat(ann.hears()).containsExactly("20[\"q\"]");
        ann.says("30[\"a\"]");
        bob.loses(CloseReason.TRANSPORT_CLOSE);
        assertThat(result.toCompletableFuture()).isNotDone();

        hub.pass(Duration.ofMillis(2001));

        BroadcastAnswers answers = result.toCompletableFuture().join();
        assertThat(answers.values()).containsExactly("a");
        assertThat(answers.left()).containsExactly(sockets.get(1).id());
        assertThat(answers.timedOut()).containsExactly(sockets.get(2).id());
        assertThat(answers.isComplete()).isFalse();
    }

    @Test
    void a_broadcast_with_ack_ends_as_soon_as_nobody_is_left_to_wait_for() {
        CompletionStage<BroadcastAnswers> result = io.to("all").emitWithAck("q");

        ann.says("30[1]");
        bob.loses(CloseReason.PING_TIMEOUT);

        assertThat(result.toCompletableFuture()).isDone();
        assertThat(io.to("nobody").emitWithAck("q").toCompletableFuture()).isDone();
    }

    @Test
    void a_socket_that_goes_leaves_its_rooms_but_its_farewell_still_knows_them() {
        List<Object> log = new ArrayList<>();
        Socket first = sockets.get(0);
        first.onDisconnecting((reason, detail) -> log.add(first.rooms().contains("red")));
        first.onDisconnect(
                (reason, detail) -> log.add(reason + " " + first.rooms().size()));

        ann.loses(CloseReason.PING_TIMEOUT);

        assertThat(log).containsExactly(true, DisconnectReason.PING_TIMEOUT + " 0");
        assertThat(io.adapter().rooms()).doesNotContainKey("red");
        assertThat(io.sockets()).hasSize(2);
        first.join("later");
        assertThat(io.adapter().rooms()).doesNotContainKey("later");
    }

    @Test
    void a_disconnect_by_the_server_is_told_and_leaves_the_connection() {
        List<DisconnectReason> reasons = new ArrayList<>();
        sockets.get(0).onDisconnect((reason, detail) -> reasons.add(reason));

        sockets.get(0).emit("bye");
        sockets.get(0).disconnect();
        sockets.get(0).emit("too late");

        assertThat(ann.hears()).containsExactly("2[\"bye\"]", "1");
        assertThat(ann.closeReason).isNull();
        assertThat(reasons).containsExactly(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }

    @Test
    void the_servers_reason_counts_even_if_the_client_hangs_up_as_soon_as_it_is_told() {
        List<DisconnectReason> reasons = new ArrayList<>();
        sockets.get(0).onDisconnect((reason, detail) -> reasons.add(reason));
        ann.reaction = packet -> ann.loses(CloseReason.TRANSPORT_CLOSE);

        sockets.get(0).disconnect(true);

        assertThat(reasons).containsExactly(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }

    @Test
    void a_disconnect_with_close_ends_all_namespaces_and_the_connection() {
        hub.io.of("/two");
        ann.says("0/two,");
        ann.hears();

        io.in("red").disconnectSockets(true);

        assertThat(ann.hears()).containsExactlyInAnyOrder("1", "1/two,");
        assertThat(ann.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void a_client_that_leaves_the_namespace_keeps_its_connection() {
        List<DisconnectReason> reasons = new ArrayList<>();
        sockets.get(0).onDisconnect((reason, detail) -> reasons.add(reason));

        ann.says("1");

        assertThat(reasons).containsExactly(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        assertThat(ann.closeReason).isNull();
        assertThat(ann.says("0").hears()).hasSize(1);
    }
}
