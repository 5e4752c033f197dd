package dev.parley.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.legacy.options.LegacyOptions;
import dev.parley.protocol.dialect.Generation;
import dev.parley.server.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where clients of each generation come, and by which transports. */
class PathsTest {
    private final OldServer server = new OldServer(options ->
            options.path("/socket.io").path(Generation.V0_9, "/old.io/").path(Generation.V0_6, "/app/oldest.io"));

    @ParameterizedTest
    @CsvSource({
        "/socket.io/?EIO=4&transport=polling, 200",
        "/socket.io/?EIO=3&transport=polling, 200",
        "/old.io/1/?t=1, 200",
        "/app/oldest.io/xhr-polling//1, 200",
        "/old.io/?EIO=4&transport=polling, 400",
        "/app/oldest.io/?EIO=3&transport=polling, 400",
        "/socket.io/1/?t=1, 400",
        "/socket.io/xhr-polling//1, 400",
        "/old.io/xhr-polling//1, 400",
        "/app/oldest.io/1/?t=1, 400",
    })
    void a_generation_with_a_path_of_its_own_is_served_there_and_nowhere_else(String target, int status) {
        assertThat(server.get(target).status()).isEqualTo(status);
    }

    @Test
    void sessions_live_at_the_path_of_their_generation() {
        String handshake = server.get("/old.io/1/?t=1").text();
        String sid = handshake.substring(0, handshake.indexOf(':'));

        assertThat(server.get("/old.io/1/xhr-polling/" + sid).text()).isEqualTo("1::");
        assertThat(server.get("/socket.io/1/xhr-polling/" + sid).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket.io/x", "/old.io/", "/old.io/1/", "/app/oldest.io/websocket"})
    void the_engine_takes_what_comes_to_any_of_the_paths(String path) {
        assertThat(server.io.engine().matches(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/old.io", "/old.iox/", "/oldest.io/", "/app/", "/"})
    void and_leaves_the_rest_to_the_application(String path) {
        assertThat(server.io.engine().matches(path)).isFalse();
    }

    @Test
    void all_generations_share_one_path_unless_told_otherwise() {
        OldServer plain = new OldServer(options -> options.path("/all"));

        assertThat(plain.get("/all/1/").status()).isEqualTo(200);
        assertThat(plain.get("/all/xhr-polling//1").status()).isEqualTo(200);
        assertThat(plain.get("/all/?EIO=3&transport=polling").status()).isEqualTo(200);
        assertThat(plain.get("/all/?EIO=4&transport=polling").status()).isEqualTo(200);
    }

    @Test
    void a_path_is_checked_where_it_is_set() {
        assertThatThrownBy(() -> ServerOptions.builder().path(Generation.V0_9, "old.io"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("old.io");
    }

    @Test
    void a_generation_may_have_fewer_transports_than_the_others() {
        OldServer streams = new OldServer(options -> options.transports(Generation.V2, "websocket"));

        assertThat(streams.get("/socket.io/?EIO=3&transport=polling").text()).contains("\"code\":0");
        assertThat(streams.web("/socket.io/")
                        .upgrade("EIO=3&transport=websocket")
                        .socket())
                .isNotNull();
        assertThat(streams.get("/socket.io/?EIO=4&transport=polling").text()).contains("\"upgrades\":[\"websocket\"]");
    }

    @Test
    void a_generation_without_websockets_is_not_told_to_upgrade_to_them() {
        OldServer polls = new OldServer(options -> options.transports(Generation.V4, "polling"));

        assertThat(polls.get("/socket.io/?EIO=4&transport=polling").text()).contains("\"upgrades\":[]");
        assertThat(polls.get("/socket.io/?EIO=3&transport=polling&b64=1").text())
                .contains("\"upgrades\":[\"websocket\"]");
        assertThat(polls.web("/socket.io/").upgrade("EIO=4&transport=websocket").text())
                .contains("\"code\":0");
    }

    @Test
    void the_oldest_generations_have_their_transports_in_their_dialects() {
        LegacyOptions polls = LegacyOptions.V0_9.withTransports("xhr-polling");
        OldServer server = new OldServer(options -> options.accept(Generations.all(LegacyOptions.V0_6, polls)));

        assertThat(server.get("/socket.io/1/").text()).endsWith(":60:60:xhr-polling");
        assertThat(server.get("/socket.io/1/jsonp-polling/" + server.shakeHands() + "?i=0")
                        .status())
                .isEqualTo(400);
        assertThatThrownBy(() -> ServerOptions.builder().transports(Generation.V0_9, "websocket"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LegacyOptions");
    }
}
