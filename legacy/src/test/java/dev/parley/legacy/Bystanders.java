package dev.parley.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.carrier.MemorySocket;
import java.util.ArrayList;
import java.util.List;

/** One well-behaved client of each kind, who must not notice what others do. */
final class Bystanders {
    private final OldServer server;
    private final List<MemorySocket> sockets = new ArrayList<>();
    private final String poller;

    /** They join a server whose application echoes {@code message}. */
    Bystanders(OldServer server) {
        this.server = server;
        sockets.add(server.webSocket("/socket.io/websocket"));
        sockets.add(server.webSocket("/socket.io/1/websocket/" + server.shakeHands()));
        sockets.add(
                server.web("/socket.io/").upgrade("EIO=3&transport=websocket").socket());
        sockets.add(
                server.web("/socket.io/").upgrade("EIO=4&transport=websocket").socket());
        server.say(sockets.get(3), "40");
        poller = server.shakeHands();
        assertThat(server.poll(poller)).isEqualTo("1::");
    }

    /** Each is still connected, and is answered. */
    void areWell() {
        echo(sockets.get(0), "~m~2~m~hi", "~m~2~m~hi");
        echo(sockets.get(1), "3:::hi", "3:::hi");
        echo(sockets.get(2), "42[\"message\",\"hi\"]", "42[\"message\",\"hi\"]");
        echo(sockets.get(3), "42[\"message\",\"hi\"]", "42[\"message\",\"hi\"]");
        assertThat(server.post("/socket.io/1/xhr-polling/" + poller, "3:::hi").text())
                .isEqualTo("1");
        assertThat(server.poll(poller)).isEqualTo("3:::hi");
    }

    private void echo(MemorySocket socket, String said, String heard) {
        int before = socket.received().size();
        server.say(socket, said);
        assertThat(socket.isClosed()).isFalse();
        List<String> all = OldServer.heard(socket);
        assertThat(all.subList(before, all.size())).containsExactly(heard);
    }
}
