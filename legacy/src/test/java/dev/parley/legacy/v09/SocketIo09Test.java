package dev.parley.legacy.v09;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.legacy.options.LegacyOptions;
import dev.parley.protocol.dialect.Opening;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Refused;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.TransportKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol: Socket.IO 0.9, "URLs" and "Handshake". */
class SocketIo09Test {
    private static final Opening OPENING =
            new Opening("f6Meic2d57vvfePmvltK", List.of(), Duration.ZERO, Duration.ZERO, 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                          |              | HANDSHAKE   | ''            |     | -1
            1/                         | t=1          | HANDSHAKE   | ''            |     | -1
            1/                         | t=1&jsonp=3  | HANDSHAKE   | ''            |     | 3
            1/                         | jsonp=alert  | HANDSHAKE   | ''            |     | -1
            1/websocket/abc            | tok=1        | TRANSPORT   | websocket     | abc | -1
            1/xhr-polling/abc/         | t=1          | TRANSPORT   | xhr-polling   | abc | -1
            1/jsonp-polling/abc        | t=1&i=4      | TRANSPORT   | jsonp-polling | abc | 4
            1/jsonp-polling/abc        | i=x          | TRANSPORT   | jsonp-polling | abc | 0
            1//abc/                    | disconnect=1 | DISCONNECT  | ''            | abc | -1
            1/websocket/abc            | disconnect   | DISCONNECT  | websocket     | abc | -1
            2/                         |              | UNSUPPORTED | ''            |     | -1
            """)
    void a_path_means_what_it_meant(
            String rest, String query, Route.Kind kind, String transport, String sid, int jsonp) {
        Route route = Old.DIALECT.match(Old.get("/socket.io/" + rest, query), rest);

        assertThat(route).isEqualTo(new Route(kind, transport, sid, false, jsonp));
    }

    @ParameterizedTest
    @CsvSource({"''", "websocket", "x1/", "-1/"})
    void other_paths_are_of_other_generations(String rest) {
        assertThat(Old.DIALECT.match(Old.get("/socket.io/" + rest, ""), rest)).isNull();
    }

    @Test
    void the_handshake_says_the_id_the_timeouts_and_the_transports() {
        var body = Old.DIALECT.handshake(handshake(Route.NO_JSONP), OPENING);

        assertThat(body.content())
                .hasToString("f6Meic2d57vvfePmvltK:60:60:websocket,htmlfile,xhr-polling,jsonp-polling");
    }

    @Test
    void the_handshake_of_a_script_is_a_call() {
        var all = new SocketIo09(LegacyOptions.V0_9.withTransports("websocket", "flashsocket"));

        var body = all.handshake(handshake(3), OPENING);

        assertThat(body.contentType()).isEqualTo("application/javascript");
        assertThat(body.content()).hasToString("io.j[3](\"f6Meic2d57vvfePmvltK:60:60:websocket,flashsocket\");");
    }

    @Test
    void refusals_of_the_handshake_have_the_words_of_their_time() {
        assertRefusal(refuse("GET", handshake(-1), 4, "Forbidden"), 403, "handshake unauthorized");
        assertRefusal(
                refuse("GET", handshake(7), 4, "Forbidden"), 200, "io.j[7](new Error(\"handshake unauthorized\"));");
        assertRefusal(refuse("GET", handshake(-1), 4, "not you"), 403, "not you");
        assertRefusal(refuse("GET", handshake(-1), 5, ""), 500, "Protocol version not supported.");
        assertRefusal(refuse("GET", handshake(3), 5, ""), 500, "Protocol version not supported.");
    }

    @Test
    void a_foreign_page_and_a_failing_application_have_words_of_their_own() {
        Refused origin = new Refused(4, "Forbidden origin", Refused.Source.ORIGIN);
        Refused failure = new Refused(4, "Forbidden", Refused.Source.FAILURE);

        assertRefusal(refuse("GET", handshake(-1), origin), 403, "handshake bad origin");
        assertRefusal(refuse("GET", handshake(0), origin), 200, "io.j[0](new Error(\"handshake bad origin\"));");
        assertRefusal(refuse("GET", handshake(-1), failure), 500, "handshake error");
        assertRefusal(refuse("GET", handshake(7), failure), 200, "io.j[7](new Error(\"handshake error\"));");
    }

    @Test
    void a_stale_session_is_told_to_come_again_in_the_form_of_its_transport() {
        assertRefusal(refuse("GET", route("xhr-polling", -1), 1, ""), 200, "7:::1+0");
        assertRefusal(refuse("GET", route("jsonp-polling", 4), 1, ""), 200, "io.j[4](\"7:::1+0\");");
        assertRefusal(refuse("POST", route("xhr-polling", -1), 1, ""), 200, "1");
        assertThat(refuse("GET", route("websocket", -1), 1, "").farewell()).hasToString("7:::1+0");
        assertThat(refuse("GET", route("htmlfile", -1), 1, "").body().content().toString())
                .endsWith("<script>_(\"7:::1+0\");</script>");
    }

    @Test
    void transports_move_messages_in_three_ways() {
        assertThat(Old.DIALECT.kindOf("flashsocket")).isEqualTo(TransportKind.MESSAGES);
        assertThat(Old.DIALECT.kindOf("htmlfile")).isEqualTo(TransportKind.STREAM);
        assertThat(Old.DIALECT.kindOf("jsonp-polling")).isEqualTo(TransportKind.POLLING);
    }

    private static RefusalForm refuse(String method, Route route, int code, String message) {
        return refuse(method, route, new Refused(code, message, Refused.Source.APPLICATION));
    }

    private static RefusalForm refuse(String method, Route route, Refused refused) {
        return Old.DIALECT.refusal(Old.head(method, "/socket.io/1/", ""), route, refused);
    }

    private static void assertRefusal(RefusalForm refusal, int status, String body) {
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.body().content()).hasToString(body);
    }

    private static Route handshake(int jsonp) {
        return new Route(Route.Kind.HANDSHAKE, "", null, false, jsonp);
    }

    private static Route route(String transport, int jsonp) {
        return new Route(transport, "stale", false, jsonp);
    }
}
