package dev.parley.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.legacy.options.LegacyOptions;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.server.api.AckException;
import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.ConnectionRefusedException;
import dev.parley.server.api.Socket;
import dev.parley.server.metrics.ServerMetrics.DropCause;
import dev.parley.testkit.carrier.MemorySocket;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each generation cannot express, and the one rule for it: {@code docs/legacy.md}, "What a generation cannot say". */
@ExtendWith(QuietLog.class)
class RulesTest {
    private static final byte[] BYTES = {1, 2, 3};

    private final Counting json = new Counting();
    private final OldServer server = new OldServer(options -> options.json(json));
    private final Map<Generation, Socket> sockets = new EnumMap<>(Generation.class);
    private final Map<Generation, MemorySocket> clients = new EnumMap<>(Generation.class);

    /** What each client heard when it came. */
    private final Map<Generation, List<String>> welcomes = new EnumMap<>(Generation.class);

    private void open(OldServer at) {
        at.io.onConnect(socket -> {
            socket.join("all");
            sockets.put(socket.handshake().generation(), socket);
        });
        clients.put(Generation.V0_6, at.webSocket("/socket.io/websocket"));
        clients.put(Generation.V0_9, at.webSocket("/socket.io/1/websocket/" + at.shakeHands()));
        clients.put(
                Generation.V2,
                at.web("/socket.io/").upgrade("EIO=3&transport=websocket").socket());
        clients.put(
                Generation.V4,
                at.web("/socket.io/").upgrade("EIO=4&transport=websocket").socket());
        at.say(clients.get(Generation.V4), "40{\"token\":\"t\"}");
        clients.forEach((generation, client) -> {
            welcomes.put(generation, OldServer.heard(client));
            client.received().clear();
        });
        json.writes.set(0);
    }

    @Test
    void one_room_holds_all_generations_and_each_hears_a_message_once_in_its_own_words() {
        open(server);

        server.io.to("all").emit("message", "\u20ac\ud83d\ude00");
        server.settle();

        assertThat(heard(Generation.V0_6)).containsExactly("~m~3~m~\u20ac\ud83d\ude00");
        assertThat(heard(Generation.V0_9)).containsExactly("3:::\u20ac\ud83d\ude00");
        assertThat(heard(Generation.V2)).containsExactly("42[\"message\",\"\u20ac\ud83d\ude00\"]");
        assertThat(heard(Generation.V4)).containsExactly("42[\"message\",\"\u20ac\ud83d\ude00\"]");
        assertThat(server.dropped).isEmpty();
    }

    @Test
    void a_broadcast_is_encoded_once_for_each_kind_of_client_however_many_there_are() {
        for (int i = 0; i < 5; i++) {
            open(server);
        }

        server.io.to("all").emit("message", Map.of("k", 1));
        server.settle();

        assertThat(server.io.engine().clientsCount()).isEqualTo(20);
        assertThat(json.writes.get()).isBetween(3, 4); // the newer two may share theirs
    }

    @Test
    void a_broadcast_that_a_generation_has_no_words_for_is_tried_once_and_counted_for_each_client() {
        for (int i = 0; i < 5; i++) {
            open(server);
        }

        server.io.to("all").emit("message", Map.of("k", BYTES));
        server.settle();

        assertThat(json.writes.get()).isBetween(3, 4);
        assertThat(server.dropped).hasSize(10).containsOnly(DropCause.NOT_EXPRESSIBLE);
    }

    @Test
    void binary_data_reaches_those_who_know_it_and_is_counted_for_the_others() {
        open(server);

        server.io.to("all").emit("message", BYTES);
        sockets.get(Generation.V0_9).emit("picture", Map.of("deep", List.of(BYTES)));
        server.settle();

        assertThat(heard(Generation.V0_6)).isEmpty();
        assertThat(heard(Generation.V0_9)).isEmpty();
        assertThat(heard(Generation.V2)).hasSize(2).first().asString().startsWith("451-");
        assertThat(heard(Generation.V4)).hasSize(2).first().asString().startsWith("451-");
        assertThat(server.dropped)
                .containsExactly(DropCause.NOT_EXPRESSIBLE, DropCause.NOT_EXPRESSIBLE, DropCause.NOT_EXPRESSIBLE);
        assertThat(clients.values()).noneMatch(MemorySocket::isClosed);
    }

    @Test
    void an_acknowledgement_with_binary_data_does_not_reach_clients_0_9() {
        open(server);
        sockets.get(Generation.V0_9).reply("bytes", event -> BYTES);

        server.say(clients.get(Generation.V0_9), "5:1+::{\"name\":\"bytes\"}");

        assertThat(heard(Generation.V0_9)).isEmpty();
        assertThat(server.dropped).containsExactly(DropCause.NOT_EXPRESSIBLE);
        assertThat(clients.get(Generation.V0_9).isClosed()).isFalse();
    }

    @Test
    void asking_clients_0_6_for_an_acknowledgement_fails_at_once() {
        open(server);

        CompletionStage<?> answer =
                sockets.get(Generation.V0_6).timeout(Duration.ofSeconds(5)).emitWithAck("message", "x");

        assertThatThrownBy(() -> answer.toCompletableFuture().join())
                .cause()
                .isInstanceOfSatisfying(
                        AckException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(AckException.Cause.NOT_EXPRESSIBLE));
        assertThat(heard(Generation.V0_6)).isEmpty();
    }

    @Test
    void a_broadcast_with_acknowledgement_does_not_wait_for_clients_0_6() {
        open(server);

        CompletionStage<BroadcastAnswers> answers =
                server.io.to("all").timeout(Duration.ofSeconds(5)).emitWithAck("ask");
        server.settle();
        server.say(
                clients.get(Generation.V0_9),
                "6:::" + ackId(heard(Generation.V0_9).get(0)) + "+[9]");
        server.say(clients.get(Generation.V2), "43" + ackId(heard(Generation.V2).get(0)) + "[2]");
        server.say(clients.get(Generation.V4), "43" + ackId(heard(Generation.V4).get(0)) + "[4]");

        assertThat(answers.toCompletableFuture()).isCompleted();
        assertThat(heard(Generation.V0_6)).isEmpty();
        assertThat(server.dropped).contains(DropCause.NOT_EXPRESSIBLE);
    }

    @Test
    void events_with_other_names_do_not_reach_clients_0_6_unless_they_are_mapped() {
        open(server);
        server.io.to("all").emit("news", 1);
        server.io.to("all").emit("message", 1, 2);
        server.settle();

        assertThat(heard(Generation.V0_6)).isEmpty();
        assertThat(heard(Generation.V0_9)).hasSize(2);
        assertThat(server.dropped).containsExactly(DropCause.NOT_EXPRESSIBLE, DropCause.NOT_EXPRESSIBLE);

        OldServer mapped = new OldServer(options ->
                options.accept(Generations.all(LegacyOptions.V0_6.withEventsAsJson(true), LegacyOptions.V0_9)));
        open(mapped);
        mapped.io.to("all").emit("news", 1);
        mapped.settle();

        assertThat(heard(Generation.V0_6)).containsExactly("~m~30~m~~j~{\"event\":\"news\",\"args\":[1]}");
        assertThat(mapped.dropped).isEmpty();
    }

    @Test
    void only_clients_from_3_0_on_have_a_payload_of_auth() {
        open(server);

        assertThat(sockets.get(Generation.V4).handshake().auth()).isEqualTo(Map.of("token", "t"));
        for (Generation older : List.of(Generation.V0_6, Generation.V0_9, Generation.V2)) {
            assertThat(sockets.get(older).handshake().auth()).as("%s", older).isNull();
        }
    }

    @Test
    void clients_before_3_0_say_such_things_in_their_query() {
        open(server);
        String sid = server.get("/socket.io/1/?token=t&t=1").text();
        server.web("/socket.io/1/websocket/" + sid.substring(0, sid.indexOf(':')))
                .upgrade("token=t");

        assertThat(sockets.get(Generation.V0_9).handshake().query("token")).isEqualTo("t");
    }

    @Test
    void a_droppable_message_is_dropped_for_clients_that_do_not_read_and_sent_to_those_that_do() {
        open(server);
        clients.get(Generation.V0_9).stall();
        server.io.to("all").emit("message", "x".repeat(300_000));
        server.settle();
        server.io.to("all").emit("message", "x".repeat(300_000));
        server.settle();

        server.io.to("all").droppable().emit("message", "now");
        server.settle();

        assertThat(server.dropped).containsExactly(DropCause.DROPPABLE);
        assertThat(heard(Generation.V0_6)).hasSize(3);
        assertThat(heard(Generation.V4)).hasSize(3);
    }

    @Test
    void who_is_told_to_leave_hears_it_as_its_generation_can() {
        open(server);

        sockets.values().forEach(socket -> socket.disconnect(true));
        server.settle();

        assertThat(heard(Generation.V0_9)).endsWith("0::");
        assertThat(heard(Generation.V2)).contains("41");
        assertThat(heard(Generation.V4)).contains("41");
        assertThat(clients.values()).allMatch(MemorySocket::isClosed);
    }

    @Test
    void who_is_refused_hears_as_much_of_it_as_its_generation_can_say() {
        server.io.use(socket -> {
            throw new ConnectionRefusedException("come back on monday");
        });

        open(server);

        assertThat(welcomes.get(Generation.V0_6)).isEmpty();
        assertThat(clients.get(Generation.V0_6).isClosed()).isTrue();
        assertThat(welcomes.get(Generation.V0_9)).containsExactly("7::");
        assertThat(welcomes.get(Generation.V2)).contains("44\"come back on monday\"");
        assertThat(welcomes.get(Generation.V4)).contains("44{\"message\":\"come back on monday\"}");
    }

    private List<String> heard(Generation generation) {
        return OldServer.heard(clients.get(generation));
    }

    private static String ackId(String packet) {
        return packet.replaceFirst("^(?:5:|42)(\\d+).*$", "$1");
    }

    /** Counts the values that are written. */
    private static final class Counting implements JsonCodec {
        final AtomicInteger writes = new AtomicInteger();
        private final JsonCodec codec = JacksonCodec.create();

        @Override
        public void write(Object value, OutputStream out, BinarySink sink) {
            writes.incrementAndGet();
            codec.write(value, out, sink);
        }

        @Override
        public Object read(byte[] json, int offset, int length, Type type, List<BinaryPayload> attachments) {
            return codec.read(json, offset, length, type, attachments);
        }
    }
}
