package dev.parley.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.legacy.options.LegacyOptions;
import dev.parley.protocol.dialect.Timings;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol: Socket.IO 0.6 and 0.9, "Transports": each, from the handshake to the end, byte for byte. */
@ExtendWith(QuietLog.class)
class OldTransportsTest {
    private static final LegacyOptions ALL = LegacyOptions.V0_9.withTransports(
            "websocket", "flashsocket", "htmlfile", "xhr-multipart", "xhr-polling", "jsonp-polling");

    private final OldServer server = new OldServer(options -> options.accept(Generations.all(LegacyOptions.V0_6, ALL)));

    @BeforeEach
    void echo() {
        server.io.onConnect(socket -> socket.on("message", event -> socket.emit("message", event.arg(0))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "flashsocket"})
    void clients_0_6_by_websocket(String transport) {
        MemorySocket socket = server.webSocket("/socket.io/" + transport);
        server.say(socket, "~m~5~m~hello~m~10~m~~j~{\"a\":1}");

        assertThat(OldServer.heard(socket)).hasSize(3);
        assertThat(OldServer.heard(socket).get(0)).matches("~m~22~m~[A-Za-z0-9_-]{22}");
        assertThat(OldServer.heard(socket).subList(1, 3)).containsExactly("~m~5~m~hello", "~m~10~m~~j~{\"a\":1}");
    }

    @Test
    void clients_0_6_by_polling() {
        MemoryExchange opening = server.get("/socket.io/xhr-polling//1");
        String sid = id(opening.text());

        MemoryExchange post = server.post("/socket.io/xhr-polling/" + sid + "/send", "data=~m~5~m~hello");
        MemoryExchange poll = server.get("/socket.io/xhr-polling/" + sid + "/2");

        assertThat(opening.reply().body().contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(post.text()).isEqualTo("ok");
        assertThat(poll.text()).isEqualTo("~m~5~m~hello");
    }

    @Test
    void clients_0_6_by_scripts() {
        MemoryExchange opening = server.get("/socket.io/jsonp-polling//1/0");
        String sid = opening.text().replaceAll("^io\\.JSONP\\[0]\\._\\(\"~m~22~m~(.*)\"\\);$", "$1");
        String path = "/socket.io/jsonp-polling/" + sid + "/1/0";

        MemoryExchange post = server.post(path, "data=%7Em%7E5%7Em%7Ea%0D%0Ab+c");

        assertThat(sid).hasSize(22);
        assertThat(opening.reply().body().contentType()).isEqualTo("text/javascript; charset=UTF-8");
        assertThat(post.text()).isEqualTo("ok");
        assertThat(server.get(path).text()).isEqualTo("io.JSONP[0]._(\"~m~5~m~a\\nb c\");");
    }

    @Test
    void clients_0_6_by_an_endless_page() {
        MemoryExchange page = server.get("/socket.io/htmlfile//1");
        String sid = page.streamed().get(0).replaceAll("^.*~m~22~m~([^\"]*)\".*$", "$1");

        MemoryExchange post = server.post("/socket.io/htmlfile/" + sid + "/send", "data=~m~9~m~</script>");

        assertThat(page.text()).hasSize(256).startsWith("<html><body>  ");
        assertThat(post.text()).isEqualTo("ok");
        assertThat(page.streamed())
                .containsExactly(
                        "<script>parent.s._(\"~m~22~m~" + sid + "\", document);</script>",
                        "<script>parent.s._(\"~m~9~m~<\\/script>\", document);</script>");
        assertThat(page.isStreamEnded()).isFalse();
        page.abort();
        server.settle();
        assertThat(server.io.engine().clientsCount()).isZero();
    }

    @Test
    void clients_0_6_by_parts() {
        MemoryExchange parts = server.get("/socket.io/xhr-multipart/");
        String sid = parts.streamed().get(0).replaceAll("(?s)^.*~m~22~m~(.*)\n--socketio\n$", "$1");

        MemoryExchange post = server.post("/socket.io/xhr-multipart/" + sid + "/send", "data=~m~5~m~hello");
        server.io.disconnectSockets(true);
        server.settle();

        assertThat(parts.reply().body().contentType()).isEqualTo("multipart/x-mixed-replace;boundary=\"socketio\"");
        assertThat(parts.text()).isEqualTo("--socketio\n");
        assertThat(post.text()).isEqualTo("ok");
        assertThat(String.join("", parts.streamed()))
                .isEqualTo("Content-Type: text/plain\n\n~m~22~m~" + sid + "\n--socketio\n"
                        + "Content-Type: text/plain\n\n~m~5~m~hello\n--socketio\n");
        assertThat(parts.isStreamEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "flashsocket"})
    void clients_0_9_by_websocket(String transport) {
        MemorySocket socket = server.webSocket("/socket.io/1/" + transport + "/" + server.shakeHands());
        server.say(socket, "3:::hello");
        server.say(socket, "0::");

        assertThat(OldServer.heard(socket)).containsExactly("1::", "3:::hello");
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void clients_0_9_by_scripts() {
        String path = "/socket.io/1/jsonp-polling/" + server.shakeHands();

        assertThat(server.get(path + "?t=1&i=2").text()).isEqualTo("io.j[2](\"1::\");");
        assertThat(server.post(path, "d=%223%3A%3A%3Aa%5Cnb%22").text()).isEqualTo("1");
        assertThat(server.get(path + "?i=3").text()).isEqualTo("io.j[3](\"4:::\\\"a\\\\nb\\\"\");");
    }

    @Test
    void clients_0_9_by_an_endless_page() {
        String path = "/socket.io/1/htmlfile/" + server.shakeHands();
        MemoryExchange page = server.get(path);

        assertThat(server.post(path, "3:::</script>").text()).isEqualTo("1");

        assertThat(page.text()).hasSize(256);
        assertThat(page.streamed())
                .containsExactly("<script>_(\"1::\");</script>", "<script>_(\"3:::<\\/script>\");</script>");
        server.post(path, "0::");
        assertThat(page.streamed()).endsWith("<script>_(\"0::\");</script>");
        assertThat(page.isStreamEnded()).isTrue();
    }

    @Test
    void clients_0_9_by_parts() {
        String path = "/socket.io/1/xhr-multipart/" + server.shakeHands();
        MemoryExchange parts = server.get(path);

        assertThat(server.post(path, "\ufffd5\ufffd3:::a\ufffd5\ufffd3:::b").text())
                .isEqualTo("1");

        assertThat(parts.text() + String.join("", parts.streamed()))
                .isEqualTo("--socketio\n"
                        + "Content-Type: text/plain\n\n1::\n--socketio\n"
                        + "Content-Type: text/plain\n\n3:::a\n--socketio\n"
                        + "Content-Type: text/plain\n\n3:::b\n--socketio\n");
    }

    @Test
    void times_of_the_application_are_told_to_clients_0_9_and_kept() {
        Timings timings = new Timings(seconds(3), seconds(4), seconds(2), seconds(5), seconds(6));
        OldServer quick =
                new OldServer(options -> options.accept(Generations.all(LegacyOptions.V0_6, ALL.withTimings(timings))));
        String sid = quick.shakeHands();
        assertThat(quick.get("/socket.io/1/").text()).contains(":4:5:");
        MemorySocket socket = quick.webSocket("/socket.io/1/websocket/" + quick.shakeHands());
        assertThat(quick.poll(sid)).isEqualTo("1::");
        MemoryExchange poll = quick.get("/socket.io/1/xhr-polling/" + sid);

        quick.pass(seconds(2));
        assertThat(poll.text()).isEqualTo("8::");
        quick.pass(seconds(2));
        assertThat(OldServer.heard(socket)).containsExactly("1::", "2::");
        quick.pass(seconds(10));

        assertThat(quick.io.engine().clientsCount()).isZero();
        assertThat(quick.poll(sid)).isEqualTo("7:::1+0");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void segments_of_the_application_may_stand_before_the_transport_of_clients_0_6() {
        String[] path = new String[1];
        server.io.onConnect(socket -> path[0] = socket.handshake().url());

        String sid = id(server.get("/socket.io/shop/7/xhr-polling//1").text());
        server.post("/socket.io/shop/7/xhr-polling/" + sid + "/send", "data=~m~1~m~x");

        assertThat(server.get("/socket.io/shop/7/xhr-polling/" + sid + "/2").text())
                .isEqualTo("~m~1~m~x");
        assertThat(path[0]).startsWith("/socket.io/shop/7/xhr-polling");
    }

    private static String id(String opening) {
        assertThat(opening).startsWith("~m~22~m~");
        return opening.substring(8);
    }
}
