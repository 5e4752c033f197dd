package dev.parley.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.http.AllowRequest;
import dev.parley.engine.http.AllowRequest.Admission;
import dev.parley.engine.http.Cors;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.client.MemoryWeb;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol: Socket.IO 0.9, "Refusals", and Socket.IO 0.6, "Cross-domain behaviour", against a whole server. */
class RefusalsTest {
    private static final String BAD_ORIGIN = "handshake bad origin";

    @Test
    void a_handshake_from_a_foreign_page_is_refused_in_the_words_of_its_time() {
        MemoryExchange plain = foreign(new OldServer(), "/socket.io/1/").get("t=1");
        MemoryExchange script = foreign(new OldServer(), "/socket.io/1/").get("t=1&jsonp=0");

        assertAnswer(plain, 403, BAD_ORIGIN);
        assertThat(plain.header("Content-Type")).isNull();
        assertThat(plain.reply().body().contentType()).startsWith("text/plain");
        assertThat(plain.header("Access-Control-Allow-Origin")).isNull();
        assertAnswer(script, 200, "io.j[0](new Error(\"" + BAD_ORIGIN + "\"));");
    }

    @Test
    void a_script_has_no_origin_and_is_judged_by_the_page_that_it_comes_from() {
        MemoryWeb evil = new OldServer().web("/socket.io/1/").withHeader("Referer", "http://evil.example/page?x=1");
        MemoryWeb own = new OldServer().web("/socket.io/1/").withHeader("Referer", "http://localhost:3000/shop");

        assertAnswer(evil.get("jsonp=4"), 200, "io.j[4](new Error(\"" + BAD_ORIGIN + "\"));");
        assertThat(own.get("jsonp=4").text()).startsWith("io.j[4](\"").contains(":60:60:");
        assertThat(evil.get("t=1").text()).contains(":60:60:");
    }

    @Test
    void a_foreign_page_that_is_allowed_is_served_with_the_headers_that_let_it_read() {
        OldServer server = new OldServer(
                options -> options.cors(Cors.of("http://friend.example").withCredentials()));
        MemoryWeb friend = server.web("/socket.io/1/").withHeader("Origin", "http://friend.example");

        MemoryExchange answer = friend.get("t=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://friend.example");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(friend.request("OPTIONS", "").status()).isEqualTo(204);
        assertAnswer(foreign(server, "/socket.io/1/").get("t=1"), 403, BAD_ORIGIN);
    }

    @Test
    void a_websocket_and_a_poll_of_a_foreign_page_are_refused_too() {
        OldServer server = new OldServer();
        String sid = server.shakeHands();

        assertAnswer(foreign(server, "/socket.io/1/websocket/" + sid).upgrade(""), 403, BAD_ORIGIN);
        assertAnswer(foreign(server, "/socket.io/1/xhr-polling/" + sid).get(""), 403, BAD_ORIGIN);
    }

    @Test
    void clients_0_6_get_a_status_and_no_body_that_they_would_take_for_their_id() {
        OldServer server = new OldServer();

        assertAnswer(foreign(server, "/socket.io/xhr-polling//1").get(""), 403, "");
        assertAnswer(foreign(server, "/socket.io/xhr-polling/x/send").post("", "data="), 401, "unauthorized");
        assertAnswer(foreign(server, "/socket.io/websocket").upgrade(""), 403, "");
    }

    @Test
    void newer_clients_are_told_as_before() {
        assertThat(foreign(new OldServer(), "/socket.io/")
                        .get("EIO=4&transport=polling")
                        .text())
                .startsWith("{\"code\":4,\"message\":\"Forbidden origin");
    }

    @Test
    void who_is_not_allowed_is_told_so() {
        OldServer no = new OldServer(options -> options.allowRequest(AllowRequest.where(head -> false)));
        OldServer words = new OldServer(
                options -> options.allowRequest(AllowRequest.of(head -> Admission.refused("not on sundays"))));

        assertAnswer(no.get("/socket.io/1/"), 403, "handshake unauthorized");
        assertAnswer(no.get("/socket.io/1/?jsonp=7"), 200, "io.j[7](new Error(\"handshake unauthorized\"));");
        assertAnswer(words.get("/socket.io/1/"), 403, "not on sundays");
        assertAnswer(no.get("/socket.io/xhr-polling//1"), 403, "");
    }

    @Test
    void an_application_that_fails_to_decide_is_a_handshake_error() {
        OldServer server = new OldServer(options ->
                options.allowRequest(head -> CompletableFuture.failedStage(new IllegalStateException("no database"))));

        assertAnswer(server.get("/socket.io/1/"), 500, "handshake error");
        assertAnswer(server.get("/socket.io/1/?jsonp=7"), 200, "io.j[7](new Error(\"handshake error\"));");
    }

    @ParameterizedTest
    @ExtendWith(QuietLog.class)
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /socket.io/2/                      | 500 | Protocol version not supported.
            GET    | /socket.io/99999999999999999999/   | 500 | Protocol version not supported.
            GET    | /socket.io/1/carrier-pigeon/abc    | 400 | Transport unknown
            GET    | /socket.io/1/xhr-polling/abc       | 200 | 7:::1+0
            POST   | /socket.io/1/xhr-polling/abc       | 200 | 1
            DELETE | /socket.io/1/xhr-polling/abc       | 400 | Bad handshake method
            GET    | /socket.io/1//abc                  | 400 | Transport unknown
            GET    | /socket.io/xhr-polling/abc/1       | 404 | ''
            POST   | /socket.io/xhr-polling/abc/send    | 404 | ''
            GET    | /socket.io/jsonp-polling//1        | 400 | ''
            GET    | /socket.io/jsonp-polling/abc/1/x   | 400 | ''
            GET    | /socket.io/websocket               | 400 | ''
            POST   | /socket.io/xhr-polling//1          | 400 | ''
            """)
    void what_nobody_can_serve_is_answered_as_described(String method, String path, int status, String body) {
        MemoryExchange answer = new OldServer().web(path).request(method, "");

        assertAnswer(answer, status, body);
    }

    private static MemoryWeb foreign(OldServer server, String path) {
        return server.web(path).withHeader("Origin", "http://evil.example");
    }

    private static void assertAnswer(MemoryExchange answer, int status, String body) {
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
    }
}
