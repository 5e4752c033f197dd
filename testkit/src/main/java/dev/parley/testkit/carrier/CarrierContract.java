package dev.parley.testkit.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every carrier over a network must do, whatever web server it is made of. A carrier's test class implements this
 * interface, and each test starts a server of its own.
 */
@Tag("live")
public interface CarrierContract {
    /** Starts a server on a free port of this machine that gives all requests to {@code handler}. */
    Server start(Consumer<HttpExchange> handler);

    /** A strand on which the session of {@code exchange} could live. */
    Strand strandFor(HttpExchange exchange);

    /** A started server. */
    interface Server extends AutoCloseable {
        /** Its port. */
        int port();

        @Override
        void close();
    }

    /** An answer of plain text. */
    private static HttpReply text(String text) {
        return HttpReply.of(200, new HttpBody("text/plain", TextPayload.of(text)));
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(10, TimeUnit.SECONDS);
            assertThat(taken).as("something within ten seconds").isNotNull();
            return taken;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Method, path, query, headers and address. */
    @Test
    default void a_request_arrives_as_it_was_sent() {
        BlockingQueue<HttpExchange> came = new LinkedBlockingQueue<>();
        try (Server server = start(came::add);
                RawConnection client = RawConnection.to(server.port())) {
            client.send("GET /a%20b/?x=1&x=2&y=%C3%A9 HTTP/1.1\nHost: localhost\nX-Mine: yes\n\n");
            HttpExchange exchange = take(came);
            exchange.respond(text("hi").with("x-answer", "42"));

            assertThat(exchange.head().method()).isEqualTo("GET");
            assertThat(exchange.head().path()).isEqualTo("/a%20b/");
            assertThat(exchange.head().query().all("x")).containsExactly("1", "2");
            assertThat(exchange.head().query().first("y")).isEqualTo("é");
            assertThat(exchange.head().headers().first("x-mine")).isEqualTo("yes");
            assertThat(exchange.head().remoteAddress().getAddress().isLoopbackAddress())
                    .isTrue();
            assertThat(exchange.head().secure()).isFalse();
            RawConnection.Reply reply = client.readReply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.head().toLowerCase(java.util.Locale.ROOT))
                    .contains("x-answer: 42")
                    .contains("content-type: text/plain");
            assertThat(reply.body()).isEqualTo("hi");
        }
    }

    /** Order of answers is order of requests, not of whoever is ready first. */
    @Test
    default void requests_that_come_together_are_answered_in_their_order() {
        BlockingQueue<HttpExchange> came = new LinkedBlockingQueue<>();
        try (Server server = start(exchange -> {
                    if (exchange.head().path().equals("/slow")) {
                        came.add(exchange);
                    } else {
                        exchange.respond(text("fast"));
                    }
                });
                RawConnection client = RawConnection.to(server.port())) {
            client.send("GET /slow HTTP/1.1\nHost: a\n\nGET /fast HTTP/1.1\nHost: a\n\n");
            take(came).respond(text("slow"));

            assertThat(client.readReply().body()).isEqualTo("slow");
            assertThat(client.readReply().body()).isEqualTo("fast");
        }
    }

    /** Bodies are read to the limit, by length and in chunks, on the strand that was asked for. */
    @Test
    default void a_body_is_read_up_to_its_limit() {
        try (Server server = start(CarrierContract::echoUpTo10);
                RawConnection client = RawConnection.to(server.port())) {
            client.send("POST / HTTP/1.1\nHost: a\nContent-Length: 10\n\n0123456789");
            assertThat(client.readReply().body()).isEqualTo("0123456789");
            client.send("POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n");
            assertThat(client.readReply().body()).isEqualTo("abcde");
            client.send("POST / HTTP/1.1\nHost: a\nContent-Length: 11\n\n0123456789X");
            assertThat(client.readReply().body()).isEqualTo("too large");
        }
    }

    /** Chunks are counted as they come. */
    @Test
    default void a_body_in_chunks_is_too_large_as_soon_as_it_is() {
        try (Server server = start(CarrierContract::echoUpTo10);
                RawConnection client = RawConnection.to(server.port())) {
            client.send("POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n8\n01234567\n8\n01234567\n");

            assertThat(client.readReply().body()).isEqualTo("too large");
        }
    }

    private static void echoUpTo10(HttpExchange exchange) {
        exchange.readBody(10, CallerStrand.INSTANCE, new BodyReceiver() {
            @Override
            public void complete(byte[] body) {
                exchange.respond(text(new String(body, StandardCharsets.UTF_8)));
            }

            @Override
            public void tooLarge() {
                exchange.respond(text("too large"));
            }

            @Override
            public void aborted() {
                // nobody is there to be told
            }
        });
    }

    /** Whoever reads a body hears that it will not come. */
    @Test
    default void a_connection_that_ends_in_the_middle_of_a_body_is_told_to_its_reader() {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<HttpExchange> came = new LinkedBlockingQueue<>();
        try (Server server = start(came::add);
                RawConnection client = RawConnection.to(server.port())) {
            client.send("POST / HTTP/1.1\nHost: a\nContent-Length: 10\n\n012");
            HttpExchange exchange = take(came);
            Strand strand = strandFor(exchange);
            exchange.readBody(10, strand, new BodyReceiver() {
                @Override
                public void complete(byte[] body) {
                    heard.add("complete");
                }

                @Override
                public void tooLarge() {
                    heard.add("too large");
                }

                @Override
                public void aborted() {
                    heard.add("aborted on its strand: " + strand.isCurrent());
                }
            });
            client.reset();

            assertThat(take(heard)).isEqualTo("aborted on its strand: true");
        }
    }

    /** A poll that waits must hear that its client has gone, at once or afterwards; answering it is harmless. */
    @Test
    default void a_connection_that_ends_before_the_answer_is_told_to_whoever_waits() {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<HttpExchange> came = new LinkedBlockingQueue<>();
        try (Server server = start(came::add);
                RawConnection client = RawConnection.to(server.port())) {
            client.send("GET / HTTP/1.1\nHost: a\n\n");
            HttpExchange exchange = take(came);
            Strand strand = strandFor(exchange);
            exchange.onAbort(strand, () -> heard.add("on its strand: " + strand.isCurrent()));
            client.reset();

            assertThat(take(heard)).isEqualTo("on its strand: true");
            exchange.onAbort(strand, () -> heard.add("late, on its strand: " + strand.isCurrent()));
            assertThat(take(heard)).isEqualTo("late, on its strand: true");
            exchange.respond(text("to nobody"));
        }
    }

    /** A body that grows leaves part by part. */
    @Test
    default void an_answer_may_grow() {
        BlockingQueue<HttpExchange> came = new LinkedBlockingQueue<>();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Server server = start(came::add);
                RawConnection client = RawConnection.to(server.port())) {
            client.send("GET / HTTP/1.1\nHost: a\nConnection: close\n\n");
            HttpExchange exchange = take(came);
            Strand strand = strandFor(exchange);
            HttpStream stream = exchange.stream(text("one"));
            client.readHead();
            stream.write(List.of(TextPayload.of("two")), strand, () -> heard.add("sent"));

            assertThat(take(heard)).isEqualTo("sent");
            stream.end();
            assertThat(client.isEnded()).isTrue();
        }
    }

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

    /** Runs tasks where they come from: for receivers that need no strand of their own. */
    enum CallerStrand implements Strand {
        /** The only one. */
        INSTANCE;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public Timer schedule(java.time.Duration delay, Runnable task) {
            throw new UnsupportedOperationException("no time here");
        }
    }
}
