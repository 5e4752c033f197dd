package dev.parley.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.netty.RawClient.Reply;
import dev.parley.netty.websocket.ClientFrames;
import dev.parley.server.ServerOptions;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO through everything: a real connection, the engine, and the server with its handlers. */
@Timeout(60)
class SocketIoTest {
    private static final String POLL = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private Running server;

    @BeforeEach
    void start() {
        server = new Running(builder -> builder.options(
                ServerOptions.builder().maxHttpBufferSize(200_000).build()));
        server.server().io().onConnect(socket -> {
            socket.join("all");
            socket.on("echo", event -> socket.emit("echo", event.arg(0, String.class)));
            socket.on("shout", event -> server.server().io().to("all").emit("shout", event.arg(0, String.class)));
            socket.on("leave", event -> socket.disconnect(true));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sid(String opening) {
        String mark = "\"sid\":\"";
        int from = opening.indexOf(mark) + mark.length();
        return opening.substring(from, opening.indexOf('"', from));
    }

    private static void upgrade(RawClient client, String path) {
        client.get(
                path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        Reply reply = client.reply();
        assertThat(reply.status()).isEqualTo(101);
    }

    private static String message(RawClient client) {
        byte[] head = client.bytes(2);
        int length = head[1] & 0xff;
        if (length == 126) {
            length = Unpooled.wrappedBuffer(client.bytes(2)).readUnsignedShort();
        } else if (length == 127) {
            length = (int) Unpooled.wrappedBuffer(client.bytes(8)).readLong();
        }
        return new String(client.bytes(length), UTF_8);
    }

    private RawClient joined() {
        RawClient client = server.connect();
        upgrade(client, WEBSOCKET);
        assertThat(message(client)).startsWith("0{\"sid\"");
        client.send(ClientFrames.text("40"));
        assertThat(message(client)).startsWith("40{\"sid\"");
        return client;
    }

    @Test
    void an_event_is_answered_over_a_websocket() {
        try (RawClient client = joined()) {
            client.send(ClientFrames.text("42[\"echo\",\"grüß dich\"]"));

            assertThat(message(client)).isEqualTo("42[\"echo\",\"grüß dich\"]");
        }
    }

    @Test
    void an_event_is_answered_over_polling() {
        try (RawClient client = server.connect()) {
            String sid = "&sid=" + sid(client.get(POLL).reply().text());
            assertThat(client.post(POLL + sid, "40").reply().text()).isEqualTo("ok");
            assertThat(client.get(POLL + sid).reply().text()).startsWith("40{\"sid\"");
            client.post(POLL + sid, "42[\"echo\",\"a\"]\u001e42[\"echo\",\"b\"]")
                    .reply();

            String answers = client.get(POLL + sid).reply().text();
            while (!answers.contains("\"b\"")) {
                answers += '\u001e' + client.get(POLL + sid).reply().text();
            }
            assertThat(answers).isEqualTo("42[\"echo\",\"a\"]\u001e42[\"echo\",\"b\"]");
        }
    }

    /** Connections go round the loops, so that each of these upgrades has its two connections on different loops. */
    @Test
    void sessions_upgrade_to_a_connection_of_another_loop_and_lose_nothing() {
        for (int round = 0; round < 10; round++) {
            try (RawClient polling = server.connect();
                    RawClient websocket = server.connect()) {
                String sid = "&sid=" + sid(polling.get(POLL).reply().text());
                polling.post(POLL + sid, "40").reply();
                assertThat(polling.get(POLL + sid).reply().text()).startsWith("40");
                for (int i = 0; i < 20; i++) {
                    polling.post(POLL + sid, "42[\"echo\",\"" + i + "\"]").reply();
                }

                upgrade(websocket, WEBSOCKET + sid);
                websocket.send(ClientFrames.text("2probe"));
                assertThat(message(websocket)).isEqualTo("3probe");
                StringBuilder answers =
                        new StringBuilder(polling.get(POLL + sid).reply().text());
                websocket.send(ClientFrames.text("5"));
                for (int i = 20; i < 40; i++) {
                    websocket.send(ClientFrames.text("42[\"echo\",\"" + i + "\"]"));
                }
                while (!answers.toString().contains("\"39\"")) {
                    answers.append('\u001e').append(message(websocket));
                }

                StringBuilder expected = new StringBuilder();
                for (int i = 0; i < 40; i++) {
                    expected.append(i == 0 ? "" : "\u001e")
                            .append("42[\"echo\",\"")
                            .append(i)
                            .append("\"]");
                }
                assertThat(answers.toString().replace("\u001e6", "")).isEqualTo(expected.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000, 100_000})
    void a_broadcast_reaches_connections_of_all_loops(int length) {
        String text = "x".repeat(length);
        try (RawClient one = joined();
                RawClient two = joined();
                RawClient three = joined()) {
            one.send(ClientFrames.text("42[\"shout\",\"" + text + "\"]"));

            for (RawClient client : List.of(one, two, three)) {
                assertThat(message(client)).isEqualTo("42[\"shout\",\"" + text + "\"]");
            }
        }
    }

    @Test
    void a_socket_that_is_sent_away_sees_its_connection_end() {
        try (RawClient client = joined()) {
            client.send(ClientFrames.text("42[\"leave\"]"));

            assertThat(message(client)).isEqualTo("41");
            assertThat(client.rest()).as("a close frame, then the end").startsWith("\u0088");
            await().until(() -> server.server().io().clientsCount() == 0);
        }
    }

    @Test
    void a_post_over_the_limit_is_413() {
        try (RawClient client = server.connect()) {
            String sid = "&sid=" + sid(client.get(POLL).reply().text());

            assertThat(client.post(POLL + sid, "4".repeat(200_001)).reply().status())
                    .isEqualTo(413);
        }
    }

    @Test
    void a_thousand_resets_leave_nothing_behind() {
        for (int i = 0; i < 1000; i++) {
            RawClient client = server.connect();
            upgrade(client, WEBSOCKET);
            client.reset();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> server.server().io().clientsCount() == 0);
        an_event_is_answered_over_a_websocket();
    }

    @Test
    void clients_are_told_when_the_server_stops() {
        RawClient client = joined();

        server.close();

        assertThat(client.rest()).as("a close frame, then the end").contains("\u0088");
        client.close();
    }
}
