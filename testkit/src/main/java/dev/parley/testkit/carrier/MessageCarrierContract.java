package dev.parley.testkit.carrier;

import static dev.parley.testkit.carrier.CarrierFixture.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.engine.time.Strand;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every carrier must do with WebSockets. */
@Tag("live")
public interface MessageCarrierContract extends CarrierFixture {
    /** Starts a server whose every request becomes a WebSocket with these limits, and records what comes. */
    private Server webSockets(int maxBytes, int maxFragments, BlockingQueue<RecordingReceiver> receivers) {
        return start(exchange -> {
            Strand strand = strandFor(exchange);
            RecordingReceiver receiver = new RecordingReceiver(strand);
            receivers.add(receiver);
            WebSocketTerms terms =
                    new WebSocketTerms(List.of("x-mine", "yes"), maxBytes, maxFragments, Compression.OFF);
            exchange.acceptWebSocket(terms, strand, receiver);
        });
    }

    /** Opening, messages of both kinds both ways, in order, and the report of each batch. */
    @Test
    default void a_websocket_carries_messages_both_ways_in_order() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            String head = client.upgrade("/?a=b");
            RecordingReceiver receiver = take(receivers);
            client.sendText("one").sendFrame(true, 2, new byte[] {1, 2, 3}).sendText("é");
            receiver.next();
            receiver.send("a", "b");

            assertThat(head).contains("101").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(head.toLowerCase(java.util.Locale.ROOT)).contains("x-mine: yes");
            assertThat(client.readText()).isEqualTo("a");
            assertThat(client.readText()).isEqualTo("b");
            assertThat(List.of(receiver.next(), receiver.next(), receiver.next(), receiver.next()))
                    .containsExactlyInAnyOrder("text one", "binary 3", "text é", "sent");
        }
    }

    /** The limit counts all fragments of a message together. */
    @Test
    default void a_message_over_the_limit_closes_with_1009() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(100, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.upgrade("/");
            client.sendText("x".repeat(100));
            client.sendFrame(false, 1, new byte[60]).sendFrame(true, 0, new byte[60]);

            assertThat(client.readFrame().closeCode()).isEqualTo(1009);
            RecordingReceiver receiver = take(receivers);
            assertThat(receiver.next()).isEqualTo("opened");
            assertThat(receiver.next()).isEqualTo("text " + "x".repeat(100));
            assertThat(receiver.next()).isEqualTo("closed VIOLATION 1009");
            assertThat(receiver.isSilent()).isTrue();
        }
    }

    /** Fragments cost, however small they are. */
    @Test
    default void too_many_fragments_close_with_1009() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 3, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.upgrade("/");
            client.sendFrame(false, 1, new byte[] {'a'});
            for (int i = 0; i < 4; i++) {
                client.sendFrame(false, 0, new byte[] {'b'});
            }

            assertThat(client.readFrame().closeCode()).isEqualTo(1009);
        }
    }

    /** What comes while reads are paused is delivered afterwards. */
    @Test
    default void a_paused_client_is_read_again_without_loss() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.upgrade("/");
            RecordingReceiver receiver = take(receivers);
            assertThat(receiver.next()).isEqualTo("opened");
            receiver.onCarrier(carrier -> carrier.pauseReads());
            receiver.send("paused");
            assertThat(client.readText()).isEqualTo("paused");
            assertThat(receiver.next()).isEqualTo("sent");
            client.sendText("one").sendText("two");
            receiver.onCarrier(carrier -> carrier.resumeReads());

            assertThat(receiver.next()).isEqualTo("text one");
            assertThat(receiver.next()).isEqualTo("text two");
        }
    }

    /** The close frame follows what was sent before. */
    @Test
    default void a_close_of_the_server_follows_what_was_sent() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.upgrade("/");
            RecordingReceiver receiver = take(receivers);
            receiver.next();
            receiver.send("last words");
            receiver.onCarrier(carrier -> carrier.close(1001, "bye"));

            assertThat(client.readText()).isEqualTo("last words");
            RawConnection.Frame close = client.readFrame();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.closeCode()).isEqualTo(1001);
            client.sendFrame(true, 8, new byte[] {3, (byte) 0xe9});
            assertThat(client.isEnded()).isTrue();
        }
    }

    /** The client's code is told. */
    @Test
    default void a_close_of_the_client_is_told_with_its_code_once() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.upgrade("/");
            RecordingReceiver receiver = take(receivers);
            receiver.next();
            client.sendFrame(true, 8, new byte[] {3, (byte) 0xe9});

            assertThat(receiver.next()).isEqualTo("closed CLOSED 1001");
            assertThat(client.isEnded()).isTrue();
            assertThat(receiver.isSilent()).isTrue();
        }
    }

    /** A connection that is lost has no code. */
    @Test
    default void a_connection_that_is_lost_is_told_as_1006() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.upgrade("/");
            RecordingReceiver receiver = take(receivers);
            receiver.next();
            client.reset();

            assertThat(receiver.next()).isEqualTo("closed CLOSED 1006");
        }
    }

    /** Nothing is said to a client that is cut. */
    @Test
    default void an_abort_ends_the_connection_at_once() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.upgrade("/");
            RecordingReceiver receiver = take(receivers);
            receiver.next();
            receiver.onCarrier(carrier -> carrier.abort());

            assertThat(receiver.next()).isEqualTo("closed CLOSED 1006");
            assertThat(client.isEnded()).isTrue();
        }
    }

    /** A handshake that is none is answered by the carrier, and told as the only thing. */
    @Test
    default void a_malformed_handshake_is_refused() {
        BlockingQueue<RecordingReceiver> receivers = new LinkedBlockingQueue<>();
        try (Server server = webSockets(1000, 10, receivers);
                RawConnection client = RawConnection.to(server.port())) {
            client.send("GET / HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: websocket\n\n");

            assertThat(client.readReply().status()).isBetween(400, 499);
            RecordingReceiver receiver = take(receivers);
            assertThat(receiver.next()).startsWith("closed REFUSED");
            assertThat(receiver.isSilent()).isTrue();
        }
    }
}
