package dev.parley.testkit.carrier;

import static dev.parley.testkit.carrier.CarrierFixture.take;
import static dev.parley.testkit.carrier.CarrierFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every carrier must do with requests, bodies and answers. */
@Tag("live")
public interface HttpCarrierContract extends CarrierFixture {
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
        try (Server server = start(HttpCarrierContract::echoUpTo10);
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
        try (Server server = start(HttpCarrierContract::echoUpTo10);
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
