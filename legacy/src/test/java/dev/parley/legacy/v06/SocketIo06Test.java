package dev.parley.legacy.v06;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Refused;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol: Socket.IO 0.6, "URLs". */
class SocketIo06Test {
    private final SocketIo06 dialect = new SocketIo06();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            websocket                          | TRANSPORT   | websocket     |     | -1
            xhr-multipart/                     | TRANSPORT   | xhr-multipart |     | -1
            xhr-polling//1795242228432         | TRANSPORT   | xhr-polling   |     | -1
            xhr-polling/929/1795242228521      | TRANSPORT   | xhr-polling   | 929 | -1
            xhr-polling/929/send               | TRANSPORT   | xhr-polling   | 929 | -1
            jsonp-polling//1795242230678/0     | TRANSPORT   | jsonp-polling |     | 0
            jsonp-polling/929/1795242230678/12 | TRANSPORT   | jsonp-polling | 929 | 12
            jsonp-polling/929/1795242230678    | UNSUPPORTED | jsonp-polling | 929 | -1
            jsonp-polling//1/x                 | UNSUPPORTED | jsonp-polling |     | -1
            shop/7/websocket                   | TRANSPORT   | websocket     |     | -1
            shop/xhr-polling/929/send          | TRANSPORT   | xhr-polling   | 929 | -1
            shop/jsonp-polling//179/3          | TRANSPORT   | jsonp-polling |     | 3
            """)
    void a_path_means_what_it_meant(String rest, Route.Kind kind, String transport, String sid, int jsonp) {
        assertThat(dialect.match(head("GET", ""), rest)).isEqualTo(new Route(kind, transport, sid, false, jsonp));
    }

    @ParameterizedTest
    @CsvSource({"''", "1/", "1/websocket/929", "2/x/websocket", "polling", "shop/polling", "socket.io.js"})
    void other_paths_are_of_other_generations(String rest) {
        assertThat(dialect.match(head("GET", ""), rest)).isNull();
    }

    @Test
    void a_request_that_names_another_protocol_is_of_another_generation() {
        assertThat(dialect.match(head("GET", "EIO=4&transport=websocket"), "websocket"))
                .isNull();
    }

    @Test
    void a_stale_session_gets_no_body_which_would_be_taken_for_an_id() {
        Route route = new Route("xhr-polling", "stale", false, Route.NO_JSONP);

        assertThat(dialect.refusal(head("GET", ""), route, refused(1))).isEqualTo(new RefusalForm(404, null, null));
        assertThat(dialect.refusal(head("GET", ""), route, refused(4)).status()).isEqualTo(403);
        assertThat(dialect.refusal(head("POST", ""), route, refused(4)).status())
                .isEqualTo(401);
    }

    private static Refused refused(int code) {
        return new Refused(code, "x", Refused.Source.PROTOCOL);
    }

    private static RequestHead head(String method, String query) {
        return new RequestHead(
                method, "/socket.io/", Query.parse(query), Headers.NONE, new InetSocketAddress("127.0.0.1", 1), false);
    }
}
