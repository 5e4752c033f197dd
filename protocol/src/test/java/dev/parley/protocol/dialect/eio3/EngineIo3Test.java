package dev.parley.protocol.dialect.eio3;

import static dev.parley.protocol.dialect.eio3.Peer.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.dialect.HeartbeatStyle;
import dev.parley.protocol.dialect.Opening;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.json.PlainJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.payload.TextPayload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineIo3Test {
    private final EngineIo3 dialect = new EngineIo3();
    private final ConnectRules rules = dialect.connectRules();

    @Test
    void every_version_but_four_is_its_own() {
        var polling = new Route("polling", null, false, Route.NO_JSONP);

        assertThat(dialect.match(head("EIO=3&transport=polling"), "")).isEqualTo(polling);
        assertThat(dialect.match(head("EIO=2&transport=polling"), "")).isEqualTo(polling);
        assertThat(dialect.match(head("transport=polling"), "")).isEqualTo(polling);
        assertThat(dialect.match(head("EIO=5&transport=polling"), "")).isEqualTo(polling);
        assertThat(dialect.match(head("EIO=4&transport=polling"), "")).isNull();
        assertThat(dialect.match(head("EIO=3&transport=websocket&sid=a&b64=1"), "x"))
                .isEqualTo(new Route("websocket", "a", true, Route.NO_JSONP));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1, true", "1/, true", "1/websocket/abc, true", "websocket, true", "xhr-polling/1/2, true",
                        "htmlfile/abc, true",
                "jsonp-polling//123, true", "-, false", "'', false", "2, false", "x, false", "11/a, false"
            })
    void paths_of_the_oldest_generations_are_left_to_them(String rest, boolean left) {
        assertThat(dialect.match(head("t=1"), rest == null ? "" : rest) == null).isEqualTo(left);
        assertThat(dialect.match(head("EIO=3"), rest == null ? "" : rest)).isNotNull();
    }

    @Test
    void scripts_are_off_unless_asked_for() {
        var request = head("EIO=3&transport=polling&j=7&sid=a");

        assertThat(EngineIo3.withJsonp().match(request, "")).isEqualTo(new Route("polling", "a", true, 7));
        assertThat(dialect.match(request, "")).isEqualTo(new Route("jsonp", "a", true, Route.NO_JSONP));
        assertThat(dialect.match(head("EIO=3&transport=websocket&j=7&b64=1"), ""))
                .isEqualTo(new Route("websocket", null, true, Route.NO_JSONP));
    }

    @Test
    void a_session_opens_with_its_id_and_the_timings() {
        var opening = new Opening("x", List.of("websocket"), Duration.ofSeconds(25), Duration.ofSeconds(60), 1_000_000);

        assertThat(dialect.opening(opening).data())
                .isEqualTo(TextPayload.of("{\"sid\":\"x\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,"
                        + "\"pingTimeout\":60000,\"maxPayload\":1000000}"));
    }

    @Test
    void the_client_pings_and_never_recovers() {
        assertThat(dialect.generation()).isEqualTo(Generation.V2);
        assertThat(dialect.heartbeat()).isEqualTo(HeartbeatStyle.CLIENT_PINGS);
        assertThat(rules.canRecover()).isFalse();
        assertThat(rules.ignoresStrayPackets()).isTrue();
    }

    @Test
    void the_default_namespace_is_joined_by_itself_and_ids_can_be_told() {
        assertThat(rules.joinsDefaultNamespace()).isTrue();
        assertThat(rules.socketId("abc", "/", () -> "fresh")).isEqualTo("abc");
        assertThat(rules.socketId("abc", "/chat", () -> "fresh")).isEqualTo("/chat#abc");
        assertThat(rules.accepted("id", "pid").size()).isZero();
    }

    @Test
    void a_namespace_brings_its_query() {
        var request = rules.request(new Packet.Connect("/chat?token=t 1&a=1&a=2&b=%20x", Args.of(Map.of("token", 1))));

        assertThat(request.namespace()).isEqualTo("/chat");
        assertThat(request.query().toMap()).isEqualTo(Map.of("token", "t 1", "a", "1", "b", " x"));
        assertThat(request.query().all("a")).containsExactly("1", "2");
        assertThat(request.auth().size()).isZero();
        assertThat(rules.request(new Packet.Connect("/chat", Args.NONE)).namespace())
                .isEqualTo("/chat");
    }

    @Test
    void a_refusal_is_a_text_or_anything() {
        assertThat(rules.refused("Not authorized", null).toList()).containsExactly("Not authorized");
        assertThat(rules.refused("no", Map.of("code", 7)).toList()).containsExactly(Map.of("code", 7));
        assertThat(rules.unknownNamespace().toList()).containsExactly("Invalid namespace");
    }

    @Test
    void packets_are_those_of_the_parser_with_more_tolerance() {
        var parser = new DefaultParser(new PlainJson());
        var codecs = new Codecs(new PlainJson(), parser);

        var decoder = dialect.newDecoder(codecs, DecodeLimits.DEFAULT);

        assertThat(dialect.encoder(codecs)).isSameAs(parser.encoder());
        assertThat(decoder.decode(TextPayload.of("50-[\"a\"]"))).isInstanceOf(Packet.Event.class);
        assertThat(decoder.decode(TextPayload.of("0/chat?token=1")))
                .isEqualTo(new Packet.Connect("/chat?token=1", Args.NONE));
    }
}
