package dev.parley.protocol.dialect.eio4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.dialect.HeartbeatStyle;
import dev.parley.protocol.dialect.Opening;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.json.PlainJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.payload.TextPayload;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineIo4Test {
    private final EngineIo4 dialect = new EngineIo4();
    private final ConnectRules rules = dialect.connectRules();

    @Test
    void it_is_known_by_the_version_in_the_query() {
        assertThat(dialect.match(head("EIO=4&transport=polling&t=x"), ""))
                .isEqualTo(new Route("polling", null, false, Route.NO_JSONP));
        assertThat(dialect.match(head("EIO=4&transport=websocket&sid=abc&b64=1&j=3"), "x"))
                .isEqualTo(new Route("websocket", "abc", true, Route.NO_JSONP));
        assertThat(dialect.match(head("EIO=4"), "")).isEqualTo(new Route("", null, false, Route.NO_JSONP));
        assertThat(dialect.match(head("EIO=4&EIO=3"), "")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EIO=3", "EIO=5", "EIO=44", "EIO=", "EIO=%204", "eio=4", "EIO[]=4", "EIO=3&EIO=4"})
    void other_versions_are_not_its_own(String query) {
        assertThat(dialect.match(head(query), "")).isNull();
    }

    @Test
    void a_session_opens_with_its_id_and_the_timings() {
        var opening =
                new Opening("NWdh", List.of("websocket"), Duration.ofSeconds(25), Duration.ofSeconds(20), 1_000_000);

        var frame = dialect.opening(opening);

        assertThat(frame.type()).isEqualTo(FrameType.OPEN);
        assertThat(frame.data())
                .isEqualTo(TextPayload.of("{\"sid\":\"NWdh\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,"
                        + "\"pingTimeout\":20000,\"maxPayload\":1000000}"));
        assertThat(((TextPayload) frame.data()).precededBy('0').array())
                .isSameAs(frame.data().array());
    }

    @Test
    void several_and_no_upgrades_are_listed() {
        assertThat(dialect.opening(new Opening("a", List.of(), Duration.ZERO, Duration.ZERO, 1))
                        .data())
                .hasToString("{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":0,\"pingTimeout\":0,\"maxPayload\":1}");
        assertThat(dialect.opening(
                                new Opening("a", List.of("websocket", "webtransport"), Duration.ZERO, Duration.ZERO, 1))
                        .data()
                        .toString())
                .contains("\"upgrades\":[\"websocket\",\"webtransport\"]");
    }

    @Test
    void the_server_pings_and_clients_recover() {
        assertThat(dialect.generation()).isEqualTo(Generation.V4);
        assertThat(dialect.heartbeat()).isEqualTo(HeartbeatStyle.SERVER_PINGS);
        assertThat(rules.canRecover()).isTrue();
    }

    @Test
    void packets_are_those_of_the_parser() {
        var parser = new DefaultParser(new PlainJson());
        var codecs = new Codecs(new PlainJson(), parser);

        assertThat(dialect.encoder(codecs)).isSameAs(parser.encoder());
        assertThat(dialect.encoder(codecs)).isSameAs(dialect.encoder(codecs));
    }

    @Test
    void every_namespace_is_asked_for_and_has_an_id_of_its_own() {
        assertThat(rules.joinsDefaultNamespace()).isFalse();
        assertThat(rules.ignoresStrayPackets()).isFalse();
        assertThat(rules.socketId("sid", "/a", () -> "fresh")).isEqualTo("fresh");
        var request = rules.request(new Packet.Connect("/a?b=c", Args.of(Map.of("token", 1))));
        assertThat(request.namespace()).isEqualTo("/a?b=c");
        assertThat(request.query().toMap()).isEmpty();
        assertThat(request.auth().get(0)).isEqualTo(Map.of("token", 1));
    }

    @Test
    void acceptance_names_the_id_and_refusal_the_message() {
        assertThat(rules.accepted("id", null).toList()).containsExactly(Map.of("sid", "id"));
        assertThat(rules.accepted("id", "secret").toList()).containsExactly(Map.of("sid", "id", "pid", "secret"));
        assertThat(rules.refused("no", null).toList()).containsExactly(Map.of("message", "no"));
        assertThat(rules.refused("no", 7).toList()).containsExactly(Map.of("message", "no", "data", 7));
        assertThat(rules.unknownNamespace().toList()).containsExactly(Map.of("message", "Invalid namespace"));
    }

    private static RequestHead head(String query) {
        return new RequestHead("GET", "/socket.io/", Query.parse(query), Headers.NONE, new InetSocketAddress(0), false);
    }
}
