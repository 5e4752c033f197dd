package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.packet.Args;
import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.RemoteSocket;
import dev.parley.server.api.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, one adapter between them: what applications do with sockets works wherever these are. */
class ClusterSeamTest {
    private final LinkedNodes link = new LinkedNodes();
    private final Hub one = new Hub(ServerOptions.builder().adapter(link));
    private final Hub two = new Hub(ServerOptions.builder().adapter(link));
    private final Namespace here = one.io.of("/");
    private final Namespace there = two.io.of("/");
    private final List<Socket> sockets = new ArrayList<>();
    private FakeClient ann;
    private FakeClient bob;

    @BeforeEach
    void one_client_on_each_node() {
        here.onConnect(sockets::add);
        there.onConnect(sockets::add);
        ann = one.joins();
        bob = two.joins();
        sockets.forEach(socket -> socket.join("all"));
        bob.says("2[\"warm\"]");
    }

    @Test
    void a_broadcast_reaches_both_nodes_and_a_local_one_its_own() {
        here.to("all").emit("far");
        here.local().emit("near");

        assertThat(ann.hears()).containsExactly("2[\"far\"]", "2[\"near\"]");
        assertThat(bob.hears()).containsExactly("2[\"far\"]");
    }

    @Test
    void answers_come_from_both_nodes_though_their_ids_differ() {
        sockets.get(1).emitWithAck("moves the counter of the second node");
        bob.hears();

        CompletionStage<BroadcastAnswers> result = here.emitWithAck("q");
        assertThat(ann.hears()).containsExactly("20[\"q\"]");
        assertThat(bob.hears()).containsExactly("21[\"q\"]");
        ann.says("30[\"a\"]");
        bob.says("31[\"b\"]");

        assertThat(result.toCompletableFuture().join().values()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_socket_of_the_other_node_is_found_and_reached() {
        List<RemoteSocket> found = here.fetchSockets().toCompletableFuture().join();
        RemoteSocket remote = found.stream()
                .filter(socket -> socket.id().equals(sockets.get(1).id()))
                .findFirst()
                .orElseThrow();

        remote.emit("hello");
        remote.join("new");
        here.in("new").disconnectSockets();

        assertThat(bob.hears()).containsExactly("2[\"hello\"]", "1");
        assertThat(sockets.get(1).isConnected()).isFalse();
    }

    @Test
    void an_event_for_the_other_servers_is_handled_and_answered_there() {
        List<Object> heard = new ArrayList<>();
        there.onServerSideEvent("ping", args -> {
            heard.add(args.get(0));
            return "pong";
        });

        here.serverSideEmit("ping", 1);
        List<Args> answers =
                here.serverSideEmitWithAck("ping", 2).toCompletableFuture().join();

        assertThat(heard).containsExactly(1, 2);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).get(0)).isEqualTo("pong");
    }

    @Test
    void the_names_of_the_server_itself_are_refused() {
        assertThatThrownBy(() -> here.serverSideEmit("new_namespace"))
                .hasMessage("\"new_namespace\" is a reserved event name");
        assertThat(here.serverSideEmitWithAck("nobody listens").toCompletableFuture())
                .isCompletedExceptionally();
    }
}
