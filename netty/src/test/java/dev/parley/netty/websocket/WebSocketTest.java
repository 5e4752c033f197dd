package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.MessageCarrier;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.engine.time.Strand;
import dev.parley.netty.RawClient;
import dev.parley.netty.RawClient.Reply;
import dev.parley.netty.Running;
import dev.parley.netty.http.Exchanges;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.netty.loop.LoopAccess;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets as bytes, over real connections, with receivers of this test on strands of this test. */
class WebSocketTest {
    private static final int MOST_BYTES = 100_000;
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    private final ForeignStrand foreign = new ForeignStrand();
    private final BlockingQueue<Echo> sockets = new LinkedBlockingQueue<>();

    private Running server;
    private RawClient client;

    @BeforeEach
    void start() {
        server = new Running(builder -> builder.limits(
                        HttpLimits.DEFAULT.withConnectionTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(3)))
                .handler("/home", exchange -> accept(exchange, Compression.OFF, null))
                .handler("/away", exchange -> accept(exchange, Compression.OFF, foreign))
                .handler("/deflate", exchange -> accept(exchange, new Compression(true, 20), null)));
        client = server.connect();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        foreign.executor.shutdownNow();
    }

    private void accept(HttpExchange exchange, Compression compression, Strand strand) {
        Strand home = Exchanges.strandOf(exchange);
        Echo echo = new Echo(home, strand == null ? home : strand);
        WebSocketTerms terms = new WebSocketTerms(List.of("X-Term", "kept"), MOST_BYTES, 1024, compression);
        exchange.acceptWebSocket(terms, echo.strand, echo);
        sockets.add(echo);
    }

    /** Sends back what it gets, one batch at a time, and remembers everything. */
    private static final class Echo implements MessageReceiver {
        final Strand home;
        final Strand strand;
        final List<Payload> messages = new ArrayList<>();
        final List<WireMessage> waiting = new ArrayList<>();
        final BlockingQueue<CarrierEnd> ends = new LinkedBlockingQueue<>();
        volatile MessageCarrier carrier;
        volatile int received;
        volatile int sent;
        boolean isSending;

        Echo(Strand home, Strand strand) {
            this.home = home;
            this.strand = strand;
        }

        @Override
        public void opened(MessageCarrier opened) {
            assertThat(strand.isCurrent()).isTrue();
            carrier = opened;
        }

        @Override
        public void message(Payload payload) {
            assertThat(strand.isCurrent()).isTrue();
            messages.add(payload);
            received = messages.size();
            waiting.add(new WireMessage(payload, true));
            sendWaiting();
        }

        @Override
        public void sent() {
            assertThat(strand.isCurrent()).isTrue();
            isSending = false;
            sent++;
            sendWaiting();
        }

        private void sendWaiting() {
            if (!isSending && !waiting.isEmpty()) {
                isSending = true;
                List<WireMessage> batch = List.copyOf(waiting);
                waiting.clear();
                carrier.send(batch);
            }
        }

        @Override
        public void closed(CarrierEnd end) {
            ends.add(end);
        }

        CarrierEnd end() {
            try {
                CarrierEnd end = ends.poll(10, TimeUnit.SECONDS);
                assertThat(end).as("end").isNotNull();
                return end;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A strand that is no event loop. */
    private static final class ForeignStrand implements Strand {
        final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
        private volatile Thread thread;

        @Override
        public void execute(Runnable task) {
            executor.execute(() -> {
                thread = Thread.currentThread();
                task.run();
            });
        }

        @Override
        public boolean isCurrent() {
            return Thread.currentThread() == thread;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            var scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        }
    }

    private Echo socket() {
        try {
            Echo echo = sockets.poll(10, TimeUnit.SECONDS);
            assertThat(echo).as("an accepted WebSocket").isNotNull();
            return echo;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until what was given to the strand before was done, on the loop of the connection, too. */
    private void pass(Echo echo) {
        CountDownLatch passed = new CountDownLatch(1);
        echo.strand.execute(() -> echo.home.execute(() -> echo.strand.execute(passed::countDown)));
        try {
            assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String handshake(String path, String... lines) {
        return "GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
                + String.join("\r\n", lines) + "\r\n\r\n";
    }

    private Reply open(String path, String... more) {
        List<String> lines = new ArrayList<>(List.of(KEY, "Sec-WebSocket-Version: 13"));
        lines.addAll(List.of(more));
        client.send(handshake(path, lines.toArray(new String[0])));
        Reply reply = client.reply();
        assertThat(reply.status()).isEqualTo(101);
        return reply;
    }

    /** The next frame of the server: first byte and data. */
    private String frame() {
        byte[] head = client.bytes(2);
        int length = head[1] & 0xff;
        if (length == 126) {
            length = Unpooled.wrappedBuffer(client.bytes(2)).readUnsignedShort();
        } else if (length == 127) {
            length = (int) Unpooled.wrappedBuffer(client.bytes(8)).readLong();
        }
        return Integer.toHexString(head[0] & 0xff) + ":" + new String(client.bytes(length), UTF_8);
    }

    private int closeCode() {
        byte[] head = client.bytes(2);
        assertThat(head[0] & 0xff).isEqualTo(0x88);
        return Unpooled.wrappedBuffer(client.bytes(head[1])).readUnsignedShort();
    }

    @Test
    void the_handshake_of_the_standard_is_answered_as_the_standard_says() {
        Reply reply = open("/home", "Sec-WebSocket-Protocol: one, two");

        assertThat(reply.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(reply.header("upgrade")).isEqualTo("websocket");
        assertThat(reply.header("connection")).isEqualTo("Upgrade");
        assertThat(reply.header("x-term")).isEqualTo("kept");
        assertThat(reply.header("sec-websocket-protocol")).isEqualTo("one");
        assertThat(reply.headers()).doesNotContainKeys("content-length", "sec-websocket-extensions");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Sec-WebSocket-Version: 8
            426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Sec-WebSocket-Version: 13;Sec-WebSocket-Version: 13
            400 | Sec-WebSocket-Version: 13
            400 | Sec-WebSocket-Version: 13;Sec-WebSocket-Key: short
            400 | Sec-WebSocket-Version: 13;Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j!Q==
            400 | Sec-WebSocket-Version: 13;Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """)
    void a_malformed_handshake_is_refused(int status, String lines) {
        client.send(handshake("/home", lines.split(";")));

        Reply reply = client.reply();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("sec-websocket-version")).isEqualTo(status == 426 ? "13" : null);
        assertThat(client.rest()).isEmpty();
        assertThat(socket().end().kind()).isEqualTo(MessageReceiver.CarrierEnd.Kind.REFUSED);
    }

    @Test
    void a_handshake_without_connection_upgrade_is_refused() {
        client.get("/home", "Upgrade: websocket", KEY, "Sec-WebSocket-Version: 13");

        assertThat(client.reply().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void messages_come_back_in_order(String path) {
        open(path);
        Echo echo = socket();

        for (int i = 0; i < 200; i++) {
            client.send(ClientFrames.text("message " + i));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(frame()).isEqualTo("81:message " + i);
        }
        assertThat(echo.received).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void frames_that_come_with_the_handshake_are_not_lost(String path) {
        byte[] hello = handshake(path, KEY, "Sec-WebSocket-Version: 13").getBytes(UTF_8);
        byte[] frames =
                ClientFrames.bytes(Unpooled.wrappedBuffer(ClientFrames.text("first"), ClientFrames.text("second")));
        client.send(ClientFrames.bytes(Unpooled.wrappedBuffer(hello, frames)));

        assertThat(client.reply().status()).isEqualTo(101);
        assertThat(frame()).isEqualTo("81:first");
        assertThat(frame()).isEqualTo("81:second");
    }

    @Test
    void an_illegal_frame_that_comes_with_the_handshake_is_1002() {
        byte[] hello = handshake("/home", KEY, "Sec-WebSocket-Version: 13").getBytes(UTF_8);
        client.send(ClientFrames.bytes(Unpooled.wrappedBuffer(hello, ClientFrames.unmasked(0x81, new byte[3]))));

        assertThat(client.reply().status()).isEqualTo(101);
        assertThat(closeCode()).isEqualTo(1002);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void the_handshake_waits_for_answers_before_it() {
        client.get("/nowhere");
        client.send(handshake("/home", KEY, "Sec-WebSocket-Version: 13"));

        assertThat(client.reply().status()).isEqualTo(404);
        assertThat(client.reply().status()).isEqualTo(101);
    }

    @Test
    void large_messages_come_back_whole() {
        open("/home");
        String text = "ä".repeat(MOST_BYTES / 2);

        client.send(ClientFrames.text(text));

        assertThat(frame()).isEqualTo("81:" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void a_message_over_the_limit_is_1009_when_it_is_announced(String path) {
        open(path);
        Echo echo = socket();

        client.send(ClientFrames.announce(0x82, MOST_BYTES + 1));

        assertThat(closeCode()).isEqualTo(1009);
        MessageReceiver.CarrierEnd end = echo.end();
        assertThat(end.kind()).isEqualTo(MessageReceiver.CarrierEnd.Kind.VIOLATION);
        assertThat(end.code()).isEqualTo(1009);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void the_1009_reaches_a_client_that_goes_on_sending() {
        open("/home");
        client.send(ClientFrames.announce(0x82, 3_000_000));
        for (int i = 0; i < 20; i++) {
            client.send(new byte[50_000]);
        }

        assertThat(closeCode()).isEqualTo(1009);
    }

    @Test
    void a_ping_is_answered_with_its_data() {
        open("/home");

        client.send(ClientFrames.frame(0x89, "are you there".getBytes(UTF_8)));

        assertThat(frame()).isEqualTo("8a:are you there");
    }

    @Test
    void a_flood_of_pings_to_a_peer_that_does_not_read_leaves_one_pong_waiting() throws Exception {
        open("/home");
        Echo echo = socket();
        // fill the connection before the first ping comes, so that nothing more can leave
        List<WireMessage> much =
                Collections.nCopies(100, new WireMessage(BinaryPayload.of(new byte[MOST_BYTES]), false));
        CompletableFuture.runAsync(() -> echo.carrier.send(much), echo.strand::execute)
                .join();
        ByteBuf flood = Unpooled.buffer();
        for (int i = 0; i < 20_000; i++) {
            flood.writeBytes(ClientFrames.frame(0x89, new byte[100]));
        }
        flood.writeBytes(ClientFrames.frame(0x89, "last".getBytes(UTF_8)));
        flood.writeBytes(ClientFrames.text("seen"));

        client.send(ClientFrames.bytes(flood));
        await().until(() -> echo.received == 1);

        List<String> pongs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            assertThat(frame()).startsWith("82:");
        }
        while (!pongs.contains("8a:last")) {
            pongs.add(frame());
        }
        assertThat(pongs).contains("81:seen").hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void a_close_of_the_client_is_answered_with_its_code_and_the_end(String path) {
        open(path);
        Echo echo = socket();

        client.send(ClientFrames.close(4000, "done"));

        assertThat(closeCode()).isEqualTo(4000);
        assertThat(client.rest()).isEmpty();
        assertThat(echo.end().code()).isEqualTo(4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void a_close_of_the_server_follows_what_was_sent_and_waits_for_the_answer(String path) {
        open(path);
        Echo echo = socket();
        echo.strand.execute(() -> {
            echo.carrier.send(List.of(new WireMessage(TextPayload.of("last words"), false)));
            echo.carrier.close(1001, "restart");
        });

        assertThat(frame()).isEqualTo("81:last words");
        assertThat(frame()).isEqualTo("88:" + new String(new byte[] {0x03, (byte) 0xe9}, UTF_8) + "restart");
        assertThat(echo.ends).isEmpty();
        client.send(ClientFrames.close(1001, ""));

        assertThat(client.rest()).isEmpty();
        assertThat(echo.end().code()).isEqualTo(1001);
    }

    @Test
    void a_client_that_does_not_answer_a_close_is_cut_after_5_seconds() {
        open("/home");
        Echo echo = socket();
        echo.strand.execute(() -> echo.carrier.close(1000, ""));

        assertThat(closeCode()).isEqualTo(1000);
        assertThat(client.rest()).isEmpty();
        assertThat(echo.end().code()).isEqualTo(1000);
    }

    @Test
    void what_a_client_sends_after_our_close_is_not_delivered() {
        open("/home");
        Echo echo = socket();
        echo.strand.execute(() -> echo.carrier.close(1000, ""));
        closeCode();

        client.send(ClientFrames.text("too late")).send(ClientFrames.close(1000, ""));

        echo.end();
        assertThat(echo.received).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void a_connection_that_is_cut_is_1006(String path) {
        open(path);
        Echo echo = socket();

        client.reset();

        assertThat(echo.end().code()).isEqualTo(1006);
        assertThat(echo.ends).isEmpty();
    }

    @Test
    void an_abort_ends_the_connection_without_a_close_frame() {
        open("/home");
        Echo echo = socket();
        echo.strand.execute(() -> echo.carrier.abort());

        assertThat(client.rest()).isEmpty();
        assertThat(echo.end().kind()).isEqualTo(MessageReceiver.CarrierEnd.Kind.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void a_paused_client_is_not_read_until_resumed(String path) {
        open(path);
        Echo echo = socket();
        client.send(ClientFrames.text("before"));
        assertThat(frame()).isEqualTo("81:before");
        echo.strand.execute(() -> echo.carrier.pauseReads());
        pass(echo);

        client.send(ClientFrames.text("while"));
        assertThat(client.isSilentFor(300)).isTrue();
        echo.strand.execute(() -> echo.carrier.resumeReads());

        assertThat(frame()).isEqualTo("81:while");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/away"})
    void sent_comes_when_a_slow_client_has_read(String path) {
        open(path);
        Echo echo = socket();
        byte[] big = new byte[MOST_BYTES];
        echo.strand.execute(() ->
                echo.carrier.send(java.util.Collections.nCopies(100, new WireMessage(BinaryPayload.of(big), false))));
        pass(echo);
        assertThat(echo.sent).isZero();

        for (int i = 0; i < 100; i++) {
            assertThat(frame()).startsWith("82:");
        }

        await().until(() -> echo.sent == 1);
    }

    @Test
    void a_client_that_never_reads_is_cut() {
        open("/home");
        Echo echo = socket();
        byte[] big = new byte[MOST_BYTES];
        echo.strand.execute(() ->
                echo.carrier.send(java.util.Collections.nCopies(100, new WireMessage(BinaryPayload.of(big), false))));

        assertThat(echo.end().detail()).isEqualTo("the peer does not read");
        assertThat(echo.sent).isZero();
    }

    @Test
    void compressed_messages_come_back_compressed_from_the_threshold_on() throws Exception {
        Reply reply = open("/deflate", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        assertThat(reply.header("sec-websocket-extensions"))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        String text = "hello ".repeat(1000);
        byte[] packed = LoopAccess.deflate().deflate(text.getBytes(UTF_8));

        client.send(ClientFrames.frame(0xc1, packed)).send(ClientFrames.text("short"));

        byte[] head = client.bytes(2);
        assertThat(head[0] & 0xff).isEqualTo(0xc1);
        byte[] answer = client.bytes(head[1]);
        assertThat(new String(LoopAccess.deflate().inflate(answer, answer.length, MOST_BYTES), UTF_8))
                .isEqualTo(text);
        assertThat(frame()).isEqualTo("81:short");
    }

    @Test
    void seventeen_extensions_are_refused() {
        client.send(handshake(
                "/deflate", KEY, "Sec-WebSocket-Version: 13", "Sec-WebSocket-Extensions: " + "a,".repeat(16) + "a"));

        assertThat(client.reply().status()).isEqualTo(400);
    }

    @Test
    void resets_in_the_middle_of_handshakes_harm_nobody() {
        for (int i = 0; i < 50; i++) {
            RawClient rude = server.connect();
            rude.send(handshake("/home", KEY, "Sec-WebSocket-Version: 13"));
            rude.reset();
        }
        for (int i = 0; i < 50; i++) {
            socket().end(); // each is told, once
        }

        messages_come_back_in_order("/home");
    }
}
