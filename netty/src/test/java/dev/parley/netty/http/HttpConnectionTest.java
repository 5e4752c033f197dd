package dev.parley.netty.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.time.Strand;
import dev.parley.netty.RawClient;
import dev.parley.netty.RawClient.Reply;
import dev.parley.netty.Running;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.protocol.payload.TextPayload;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as bytes, over real connections, against handlers of this test. */
class HttpConnectionTest {
    private static final int LIMIT = 1000;

    /** Requests to /later, which the test answers. */
    private final BlockingQueue<HttpExchange> later = new LinkedBlockingQueue<>();

    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    private Running server;
    private RawClient client;

    @BeforeEach
    void start() {
        server = new Running(builder -> builder.limits(HttpLimits.DEFAULT
                        .withRequestTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(4))
                        .withConnectionTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2)))
                .handler("/hello", exchange -> exchange.respond(Running.text("hello")))
                .handler("/later", later::add)
                .handler("/fail", exchange -> {
                    throw new IllegalStateException("on purpose");
                })
                .handler("/echo", HttpConnectionTest::echo));
        client = server.connect();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static void echo(HttpExchange exchange) {
        exchange.readBody(LIMIT, here(), new BodyReceiver() {
            @Override
            public void complete(byte[] body) {
                exchange.respond(Running.text(new String(body)));
            }

            @Override
            public void tooLarge() {
                exchange.respond(HttpReply.of(413, null));
            }

            @Override
            public void aborted() {}
        });
    }

    /** A strand that is whichever thread calls. */
    private static Strand here() {
        return new Strand() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }

            @Override
            public boolean isCurrent() {
                return true;
            }

            @Override
            public Timer schedule(Duration delay, Runnable task) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private HttpExchange next() {
        try {
            HttpExchange exchange = later.poll(10, TimeUnit.SECONDS);
            assertThat(exchange).as("a request to /later").isNotNull();
            return exchange;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_answer_has_length_type_and_date_and_does_not_tell_what_serves_it() {
        Reply reply = client.get("/hello").reply();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("hello");
        assertThat(reply.headers()).containsOnlyKeys("date", "content-type", "content-length");
        assertThat(reply.header("date")).endsWith(" GMT");
    }

    @Test
    void a_connection_takes_one_request_after_the_other() {
        for (int i = 0; i < 20; i++) {
            assertThat(client.post("/echo", "body " + i).reply().text()).isEqualTo("body " + i);
        }
    }

    @Test
    void a_request_may_come_byte_by_byte() {
        for (byte one : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody".getBytes()) {
            client.send(new byte[] {one});
        }

        assertThat(client.reply().text()).isEqualTo("body");
    }

    @Test
    void the_path_and_the_query_reach_the_handler_as_they_were_sent() {
        client.get("/later/a%20b?x=1%262&y", "X-One: 1", "X-One: 2");
        HttpExchange exchange = next();

        assertThat(exchange.head().path()).isEqualTo("/later/a%20b");
        assertThat(exchange.head().query().first("x")).isEqualTo("1&2");
        assertThat(exchange.head().headers().all("x-one")).containsExactly("1", "2");
        assertThat(exchange.head().secure()).isFalse();
        exchange.respond(HttpReply.of(204, null));
        Reply reply = client.reply();
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("content-length")).isNull();
    }

    @Test
    void the_absolute_form_of_a_target_is_understood() {
        client.get("http://elsewhere:80/later?a=b");

        assertThat(next().head().path()).isEqualTo("/later");
    }

    @Test
    void a_head_request_gets_the_length_and_no_body() {
        client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");

        Reply reply = client.reply(false);

        assertThat(reply.header("content-length")).isEqualTo("5");
        assertThat(client.get("/hello").reply().text()).isEqualTo("hello");
    }

    @Test
    void http_1_0_ends_the_connection_unless_asked_to_keep_it() {
        client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        Reply kept = client.reply();
        client.send("GET /hello HTTP/1.0\r\n\r\n");
        Reply last = client.reply();

        assertThat(kept.header("connection")).isEqualTo("keep-alive");
        assertThat(last.header("connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void a_client_that_says_close_is_closed() {
        assertThat(client.get("/hello", "Connection: close").reply().header("connection"))
                .isEqualTo("close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void an_unknown_path_is_404_and_the_connection_stays() {
        assertThat(client.get("/nowhere").reply().status()).isEqualTo(404);
        assertThat(client.post("/nowhere", "body").reply().status()).isEqualTo(404);
        assertThat(client.get("/hello").reply().status()).isEqualTo(200);
    }

    @Test
    void a_handler_that_throws_is_500() {
        assertThat(client.get("/fail").reply().status()).isEqualTo(500);
    }

    @Test
    void pipelined_requests_are_answered_in_order_whoever_is_ready_first() {
        client.get("/later?1").get("/later?2").get("/hello").get("/later?3");
        HttpExchange first = next();
        HttpExchange second = next();
        HttpExchange third = next();

        third.respond(Running.text("3"));
        second.respond(Running.text("2"));
        assertThat(client.isSilentFor(200)).isTrue();
        first.respond(Running.text("1"));

        assertThat(client.reply().text()).isEqualTo("1");
        assertThat(client.reply().text()).isEqualTo("2");
        assertThat(client.reply().text()).isEqualTo("hello");
        assertThat(client.reply().text()).isEqualTo("3");
    }

    @Test
    void no_more_than_16_requests_of_a_connection_are_open_and_none_is_lost() {
        String request = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n";
        client.send(request.repeat(100));
        await().until(() -> later.size() == 16);
        assertThat(client.isSilentFor(300)).isTrue();
        assertThat(later).hasSize(16);

        for (int i = 0; i < 100; i++) {
            next().respond(Running.text("" + i));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(client.reply().text()).isEqualTo("" + i);
        }
    }

    @Test
    void a_body_in_chunks_is_joined() {
        client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n");

        assertThat(client.reply().text()).isEqualTo("abcdefg");
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() {
        assertThat(client.post("/echo", "x".repeat(LIMIT)).reply().text()).hasSize(LIMIT);
    }

    @Test
    void a_body_that_announces_too_much_is_413_before_it_comes() {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000000000\r\n\r\n");

        Reply reply = client.reply();

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.header("connection")).isEqualTo("close");
    }

    @Test
    void a_body_that_is_a_little_too_long_is_413_and_the_connection_lives() {
        assertThat(client.post("/echo", "x".repeat(LIMIT + 1)).reply().status()).isEqualTo(413);
        assertThat(client.get("/hello").reply().text()).isEqualTo("hello");
    }

    @Test
    void chunks_over_the_limit_are_413() {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + ("100\r\n" + "x".repeat(256) + "\r\n").repeat(4));

        assertThat(client.reply().status()).isEqualTo(413);
    }

    @Test
    void the_413_reaches_a_client_that_goes_on_sending() {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n");
        for (int i = 0; i < 20; i++) {
            client.send("x".repeat(10_000));
        }

        assertThat(client.reply().status()).isEqualTo(413);
    }

    @Test
    void a_body_that_nobody_asked_for_stays_with_the_client() {
        client.send("POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
        HttpExchange exchange = next();

        assertThatThrownBy(() -> {
                    // more than any buffer of the kernel: writing must stall
                    Thread writer = new Thread(() -> {
                        for (int i = 0; i < 1500; i++) {
                            client.send(new byte[64 * 1024]);
                        }
                        events.add("all sent");
                    });
                    writer.setUncaughtExceptionHandler((thread, closed) -> {});
                    writer.start();
                    await().atMost(Duration.ofSeconds(1)).until(() -> !events.isEmpty());
                })
                .isInstanceOf(org.awaitility.core.ConditionTimeoutException.class);
        exchange.respond(HttpReply.of(400, null));
    }

    @Test
    void a_client_that_waits_to_be_asked_for_its_body_is_asked() {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
        Reply go = client.reply();
        client.send("body");

        assertThat(go.status()).isEqualTo(100);
        assertThat(client.reply().text()).isEqualTo("body");
    }

    @Test
    void a_client_that_waits_to_be_asked_is_not_asked_for_too_much() {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\nExpect: 100-continue\r\n\r\n");

        assertThat(client.reply().status()).isEqualTo(413);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void the_end_of_a_connection_is_told_to_whoever_waits() {
        client.get("/later");
        HttpExchange exchange = next();
        exchange.onAbort(here(), () -> events.add("aborted"));

        client.close();

        await().until(() -> events.contains("aborted"));
        exchange.respond(Running.text("too late"));
    }

    @Test
    void a_reset_in_the_middle_of_a_body_is_told_to_its_reader() {
        client.send("POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
        HttpExchange exchange = next();
        exchange.readBody(1000, here(), new BodyReceiver() {
            @Override
            public void complete(byte[] body) {
                events.add("complete");
            }

            @Override
            public void tooLarge() {
                events.add("too large");
            }

            @Override
            public void aborted() {
                events.add("aborted");
            }
        });

        client.reset();

        await().until(() -> !events.isEmpty());
        assertThat(events).containsExactly("aborted");
    }

    @Test
    void a_growing_answer_leaves_part_by_part() {
        client.get("/later").get("/hello");
        HttpStream stream = next().stream(Running.text("a"));
        stream.write(List.of(TextPayload.of("bc"), TextPayload.of("d")), here(), () -> events.add("sent"));
        stream.end();

        Reply head = client.reply();
        assertThat(head.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(new String(client.bytes(19))).isEqualTo("1\r\na\r\n3\r\nbcd\r\n0\r\n\r\n");
        assertThat(client.reply().text()).isEqualTo("hello");
        await().until(() -> events.contains("sent"));
    }

    @Test
    void a_request_cannot_be_answered_twice() {
        client.get("/later");
        HttpExchange exchange = next();
        exchange.respond(Running.text("one"));

        assertThatThrownBy(() -> exchange.respond(Running.text("two"))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\0b", "snow\u2603man"})
    void a_header_that_would_split_the_answer_is_refused_at_the_call(String value) {
        client.get("/later");
        HttpExchange exchange = next();

        assertThatThrownBy(() -> exchange.respond(HttpReply.of(200, null).with("X-Value", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Cookie");
        exchange.respond(HttpReply.of(200, null));
        assertThat(client.reply().headers()).doesNotContainKeys("set-cookie", "x-value");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            400 | GET /hello HTTP/1.1\\r\\n\\r\\n
            400 | GET /hello HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n
            400 | garbage\\r\\n\\r\\n
            400 | GET /hello\\r\\n\\r\\n
            505 | GET /hello HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n
            505 | PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n
            405 | TRACE /hello HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
            405 | CONNECT /hello HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
            405 | BREW /hello HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
            400 | GET hello HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
            400 | GET /hello HTTP/1.1\\nHost: a\\n\\n
            400 | GET /hello HTTP/1.1\\r\\nHost: a\\nX: y\\r\\n\\r\\n
            400 | GET /hello HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n
            400 | GET /hello HTTP/1.1\\r\\nHost: a\\r\\nX Y: z\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 4\\r\\nContent-Length: 5\\r\\n\\r\\nbody1
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 4\\r\\nContent-Length: 4\\r\\n\\r\\nbody
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 4, 4\\r\\n\\r\\nbody
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +4\\r\\n\\r\\nbody
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 4\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: identity\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n
            400 | POST /echo HTTP/1.0\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\nabc\\r\\n0\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabcX0\\r\\n\\r\\n
            400 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-3\\r\\nabc\\r\\n0\\r\\n\\r\\n
            415 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 4\\r\\n\\r\\nbody
            417 | POST /echo HTTP/1.1\\r\\nHost: a\\r\\nExpect: miracles\\r\\nContent-Length: 4\\r\\n\\r\\nbody
            400 | GET /hello HTTP/1.1\\r\\nHost: a\\r\\nConnection: upgrade\\r\\nUpgrade: foo\\r\\n\\r\\n
            404 | GET /nowhere HTTP/1.1\\r\\nHost: a\\r\\nConnection: upgrade\\r\\nUpgrade: websocket\\r\\n\\r\\n
            """)
    void what_is_broken_or_ambiguous_is_refused_and_the_connection_ends(int status, String request) {
        client.send(request.replace("\\r", "\r").replace("\\n", "\n"));

        Reply reply = client.reply();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void an_offer_of_http_2_is_answered_in_http_1_and_the_connection_lives_on() {
        String request =
                "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n";

        client.send(request + request);

        assertThat(client.reply().status()).isEqualTo(200);
        assertThat(client.reply().status()).isEqualTo(200);
    }

    @Test
    void a_long_request_line_is_414() {
        client.send("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(client.reply().status()).isEqualTo(414);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void a_request_line_without_end_is_414() {
        client.send("GET /" + "x".repeat(9000));

        assertThat(client.reply().status()).isEqualTo(414);
    }

    @Test
    void headers_over_16_kib_are_431() {
        client.get("/hello", "X-Big: " + "x".repeat(17_000));

        assertThat(client.reply().status()).isEqualTo(431);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void more_than_100_headers_are_431() {
        String[] lines = new String[100];
        java.util.Arrays.setAll(lines, i -> "X-" + i + ": y");
        client.get("/hello", lines);

        assertThat(client.reply().status()).isEqualTo(431);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void bytes_of_tls_on_a_plain_port_end_the_connection() {
        client.send(new byte[] {0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00, '\r', '\n'});

        assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void a_broken_request_waits_for_the_answers_before_it() {
        client.get("/later").send("garbage\r\n\r\n");
        HttpExchange exchange = next();
        assertThat(client.isSilentFor(200)).isTrue();

        exchange.respond(Running.text("first"));

        assertThat(client.reply().text()).isEqualTo("first");
        assertThat(client.reply().status()).isEqualTo(400);
    }

    @Test
    void a_connection_that_says_nothing_is_ended() {
        assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void headers_that_do_not_end_are_408() {
        client.send("GET /hello HTTP/1.1\r\nHost: a\r\n");

        assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void later_headers_that_do_not_end_are_408() {
        client.get("/hello").reply();
        client.send("GET /hello HTTP/1.1\r\nHost: a\r\n");

        assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void a_body_that_does_not_come_is_408() {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");

        assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void an_idle_connection_is_ended_without_a_word() {
        client.get("/hello").reply();

        assertThat(client.rest()).isEmpty();
    }

    @Test
    void a_request_that_waits_for_its_answer_is_not_idle() {
        client.get("/later");
        HttpExchange exchange = next();

        assertThat(client.isSilentFor(3500)).isTrue();
        exchange.respond(Running.text("patience"));

        assertThat(client.reply().text()).isEqualTo("patience");
    }

    @Test
    void a_peer_that_does_not_read_its_answer_is_cut() {
        client.get("/later");
        HttpExchange exchange = next();
        exchange.onAbort(here(), () -> events.add("aborted"));
        HttpStream stream = exchange.stream(HttpReply.of(200, null));
        for (int i = 0; i < 20; i++) {
            stream.write(List.of(TextPayload.of("x".repeat(1_000_000))), here(), () -> events.add("sent"));
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> events.contains("aborted"));
        assertThat(events).filteredOn("sent"::equals).hasSize(20);
    }
}
