package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.EngineListener.ConnectionError;
import dev.parley.engine.http.AllowRequest;
import dev.parley.engine.http.AllowRequest.Admission;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.client.PollingClient;
import dev.parley.testkit.client.WebSocketClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private final TestEngine server = TestEngine.withDefaults();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | EIO=4                                    | 400 | {"code":0,"message":"Transport unknown"}
            GET     | EIO=4&transport=                         | 400 | {"code":0,"message":"Transport unknown"}
            GET     | EIO=4&transport=tobi                     | 400 | {"code":0,"message":"Transport unknown"}
            GET     | EIO=4&transport=webtransport             | 400 | {"code":0,"message":"Transport unknown"}
            GET     | EIO=4&transport=__proto__                | 400 | {"code":0,"message":"Transport unknown"}
            GET     | EIO=4&transport=polling&sid=tobi         | 400 | {"code":1,"message":"Session ID unknown"}
            POST    | EIO=4&transport=polling&sid=toString     | 400 | {"code":1,"message":"Session ID unknown"}
            POST    | EIO=4&transport=polling                  | 400 | {"code":2,"message":"Bad handshake method"}
            PUT     | EIO=4&transport=polling                  | 400 | {"code":2,"message":"Bad handshake method"}
            OPTIONS | EIO=4&transport=polling                  | 400 | {"code":2,"message":"Bad handshake method"}
            GET     | EIO=4&transport=websocket                | 400 | {"code":3,"message":"Bad request"}
            GET     | transport=polling                        | 400 | {"code":5,"message":"Unsupported protocol version"}
            GET     | EIO=5&transport=polling                  | 400 | {"code":5,"message":"Unsupported protocol version"}
            GET     | EIO=3&transport=polling                  | 400 | {"code":5,"message":"Unsupported protocol version"}
            GET     | EIO=7&transport=tobi                     | 400 | {"code":0,"message":"Transport unknown"}
            GET     | EIO=7&transport=polling&sid=x            | 400 | {"code":1,"message":"Session ID unknown"}
            POST    | EIO=7&transport=polling                  | 400 | {"code":2,"message":"Bad handshake method"}
            """)
    void a_request_is_refused_with_the_official_code_and_words(String method, String query, int status, String body) {
        MemoryExchange answer = server.web().request(method, query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.reply().body().contentType()).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(server.engine().clientsCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EIO=4&transport=tobi                | 400 | {"code":0,"message":"Transport unknown"}
            EIO=4&transport=websocket&sid=x     | 400 | {"code":1,"message":"Session ID unknown"}
            EIO=4&transport=polling             | 400 | {"code":3,"message":"Bad request"}
            EIO=9&transport=websocket           | 400 | {"code":5,"message":"Unsupported protocol version"}
            """)
    void a_websocket_handshake_is_refused_alike_before_the_upgrade_and_its_connection_ends(
            String query, int status, String body) {
        MemoryExchange answer = server.web().upgrade(query);

        assertThat(answer.socket()).isNull();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.reply().closesConnection()).isTrue();
    }

    @Test
    void a_transport_that_is_not_enabled_is_unknown() {
        TestEngine webSocketOnly = TestEngine.with(options -> options.transports("websocket"));
        TestEngine pollingOnly = TestEngine.with(options -> options.transports("polling"));

        assertThat(webSocketOnly.web().get("EIO=4&transport=polling").text()).contains("\"code\":0");
        assertThat(pollingOnly.web().upgrade("EIO=4&transport=websocket").text())
                .contains("\"code\":0");
        assertThat(pollingOnly.polling().openingPackets().get(0)).contains("\"upgrades\":[]");
    }

    @Test
    void a_request_for_another_transport_than_the_sessions_is_a_bad_request() {
        PollingClient polling = server.polling();
        WebSocketClient socket = server.webSocket();

        MemoryExchange noUpgrade = server.web().get("EIO=4&transport=websocket&sid=" + polling.sid());
        MemoryExchange poll = server.web().get("EIO=4&transport=polling&sid=" + socket.sid());

        assertThat(noUpgrade.text()).contains("\"code\":3");
        assertThat(poll.text()).contains("\"code\":3");
        assertThat(server.heard().errors().get(1).context())
                .isEqualTo(
                        Map.of("name", "TRANSPORT_MISMATCH", "transport", "polling", "previousTransport", "websocket"));
        assertThat(server.engine().clientsCount()).isEqualTo(2);
    }

    @Test
    void a_request_of_another_protocol_than_the_sessions_is_a_bad_request() {
        PollingClient client = server.polling();

        MemoryExchange answer = server.web().get("EIO=3&transport=polling&sid=" + client.sid());

        assertThat(answer.text()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        assertThat(server.heard().errors().get(0).context())
                .isEqualTo(Map.of("name", "PROTOCOL_MISMATCH", "protocol", "3", "previousProtocol", "4"));
        assertThat(client.post("4a").text()).isEqualTo("ok");
    }

    @Test
    void the_application_is_told_code_message_and_context() {
        server.web().get("EIO=77&transport=polling");
        server.web().get("EIO=4&transport=polling&sid=told");
        server.web().request("POST", "EIO=4&transport=polling");

        assertThat(server.heard().errors())
                .extracting(ConnectionError::code, ConnectionError::context)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(5, Map.of("protocol", "77")),
                        org.assertj.core.groups.Tuple.tuple(1, Map.of("sid", "told")),
                        org.assertj.core.groups.Tuple.tuple(2, Map.of("method", "POST")));
    }

    @Test
    void allowRequest_refuses_with_403_and_its_own_words_over_both_transports() {
        TestEngine guarded = TestEngine.with(options -> options.allowRequest(AllowRequest.of(
                head -> "1".equals(head.query().first("ok")) ? Admission.allowed() : Admission.refused("no \"é\""))));

        MemoryExchange polling = guarded.web().get("EIO=4&transport=polling");
        MemoryExchange socket = guarded.web().upgrade("EIO=4&transport=websocket");

        assertThat(polling.status()).isEqualTo(403);
        assertThat(polling.text()).isEqualTo("{\"code\":4,\"message\":\"no \\\"é\\\"\"}");
        assertThat(socket.status()).isEqualTo(403);
        assertThat(guarded.web().get("EIO=4&transport=polling&ok=1").status()).isEqualTo(200);
        assertThat(guarded.heard().errors().get(0).context()).isEqualTo(Map.of("message", "no \"é\""));
    }

    @Test
    void allowRequest_may_take_its_time() {
        CompletableFuture<Admission> decision = new CompletableFuture<>();
        TestEngine guarded = TestEngine.with(options -> options.allowRequest(head -> decision));
        MemoryExchange waiting = guarded.web().get("EIO=4&transport=polling");
        assertThat(waiting.isAnswered()).isFalse();

        decision.complete(Admission.allowed());
        guarded.settle();

        assertThat(waiting.status()).isEqualTo(200);
    }

    @Test
    void an_allowRequest_that_fails_refuses_without_details() {
        TestEngine throwing = TestEngine.with(options -> options.allowRequest(head -> {
            throw new IllegalStateException("secret");
        }));
        TestEngine failing = TestEngine.with(options ->
                options.allowRequest(head -> CompletableFuture.failedStage(new IllegalStateException("secret"))));

        MemoryExchange thrown = throwing.web().get("EIO=4&transport=polling");
        MemoryExchange failed = failing.web().get("EIO=4&transport=polling");

        assertThat(failed.text()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(thrown.text()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
    }

    @Test
    void allowRequest_is_asked_once_per_session() {
        int[] asked = {0};
        TestEngine guarded = TestEngine.with(options -> options.allowRequest(AllowRequest.where(head -> {
            asked[0]++;
            return true;
        })));

        PollingClient client = guarded.polling();
        client.post("4a");
        client.upgrade();

        assertThat(asked[0]).isOne();
    }

    @Test
    void a_session_may_be_bound_to_the_address_that_opened_it() {
        TestEngine bound = TestEngine.with(options -> options.bindSessionToAddress(true));
        PollingClient client = bound.polling();

        assertThat(bound.web().from("192.0.2.7").post(client.query(), "4a").text())
                .contains("\"code\":1");
        assertThat(client.post("4a").text()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket.io/", "/socket.io/x", "/socket.io/1/websocket"})
    void paths_below_the_own_one_are_for_the_engine(String path) {
        assertThat(server.engine().matches(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket.io", "/socket.iox/", "/", "", "/other/socket.io/"})
    void other_paths_are_not(String path) {
        assertThat(server.engine().matches(path)).isFalse();
    }

    @Test
    void the_path_is_an_option_and_a_slash_at_its_end_is_dropped() {
        TestEngine other = TestEngine.with(options -> options.path("/mine/"));

        assertThat(other.engine().matches("/mine/")).isTrue();
        assertThat(other.polling().sid()).hasSize(22);
    }

    @Test
    void session_ids_have_132_bits_and_nothing_in_common() {
        var sids = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> server.polling().sid())
                .toList();

        assertThat(sids).allMatch(sid -> sid.matches("[A-Za-z0-9_-]{22}")).doesNotHaveDuplicates();
        assertThat(sids.stream().map(sid -> sid.substring(0, 4)).distinct()).hasSizeGreaterThan(490);
        assertThat(sids.stream().map(sid -> sid.substring(18)).distinct()).hasSizeGreaterThan(490);
    }

    @Test
    void session_ids_may_be_made_by_the_application_but_not_twice() {
        TestEngine named = TestEngine.with(options -> options.generateId(head -> "fixed"));

        assertThat(named.polling().sid()).isEqualTo("fixed");
        assertThat(named.web().get("EIO=4&transport=polling").text()).contains("\"code\":3");
        assertThat(named.web().upgrade("EIO=4&transport=websocket").socket().isClosed())
                .isTrue();
        assertThat(named.engine().clientsCount()).isOne();
    }

    @Test
    void a_generator_of_ids_that_fails_is_a_bad_request() {
        TestEngine broken = TestEngine.with(options -> options.generateId(head -> {
            throw new IllegalStateException("no more ids");
        }));

        assertThat(broken.web().get("EIO=4&transport=polling").text()).contains("\"code\":3");
        assertThat(broken.heard().errors().get(0).context()).isEqualTo(Map.of("name", "ID_GENERATION_ERROR"));
    }

    @Test
    void ids_are_never_taken_from_the_client() {
        PollingClient victim = server.polling();

        PollingClient thief = server.web()
                .withHeader("Cookie", "io=" + victim.sid())
                .withHeader("io", victim.sid())
                .polling();

        assertThat(thief.sid()).isNotEqualTo(victim.sid());
    }
}
