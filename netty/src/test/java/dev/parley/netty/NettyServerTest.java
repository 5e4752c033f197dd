package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NettyServerTest {
    private static NettyServerBuilder builder() {
        return NettyServer.builder().host("127.0.0.1").port(0).eventLoops(1).serveClient(false);
    }

    private static NettyServer start(NettyServerBuilder builder) {
        return Running.await(builder.build().start().toCompletableFuture());
    }

    private static void stop(NettyServer server) {
        Running.await(server.stop(Duration.ofSeconds(1)).toCompletableFuture());
    }

    @ParameterizedTest
    @EnumSource(NativeTransport.class)
    void a_server_answers_on_every_transport_that_is_available(NativeTransport transport) {
        org.junit.jupiter.api.Assumptions.assumeTrue(transport.isAvailable(), transport + " is not available");
        NettyServer server =
                start(builder().transport(transport).handler("/up", exchange -> exchange.respond(Running.text("yes"))));

        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/up").reply().text()).isEqualTo("yes");
            assertThat(client.get("/socket.io/?EIO=4&transport=polling").reply().text())
                    .startsWith("0{\"sid\"");
        } finally {
            stop(server);
        }
    }

    @Test
    void a_transport_that_is_not_available_is_refused_with_the_way_out() {
        NettyServerBuilder builder = builder();

        for (NativeTransport transport : NativeTransport.values()) {
            if (!transport.isAvailable()) {
                assertThatThrownBy(() -> builder.transport(transport))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("choose NativeTransport.AUTO");
            }
        }
        assertThat(NativeTransport.AUTO.resolve()).isNotEqualTo(NativeTransport.AUTO);
    }

    @Test
    void a_server_starts_and_stops_a_hundred_times_on_one_port_and_leaves_no_thread() {
        NettyServer first = start(builder());
        int port = first.port();
        stop(first);
        Set<Thread> before = threads();

        for (int i = 0; i < 100; i++) {
            NettyServer server =
                    start(builder().port(port).handler("/up", exchange -> exchange.respond(Running.text("yes"))));
            try (RawClient client = new RawClient(port)) {
                assertThat(client.get("/up").reply().text()).isEqualTo("yes");
                stop(server);
                assertThat(client.rest()).isEmpty();
            }
        }

        await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        assertThat(LeakRecorder.found()).isEmpty();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("parley"))
                .collect(Collectors.toSet());
    }

    @Test
    void stopping_is_idempotent_and_a_stopped_server_does_not_start() {
        NettyServer server = start(builder());

        CompletableFuture<Void> first = server.stop(Duration.ZERO).toCompletableFuture();
        CompletableFuture<Void> second = server.stop().toCompletableFuture();

        Running.await(first);
        Running.await(second);
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_server_that_was_never_started_stops() {
        NettyServer server = builder().build();

        stop(server);

        assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_port_in_use_is_named_with_the_way_out() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            NettyServer server = builder().port(holder.getLocalPort()).build();

            assertThatThrownBy(() -> server.start().toCompletableFuture().join())
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "port " + holder.getLocalPort()
                                    + " of 127.0.0.1 is in use; choose another with port(...) or stop the program that holds it");
            assertThat(server.stop().toCompletableFuture()).isDone();
        }
    }

    @Test
    void an_address_that_is_not_ours_is_named() {
        NettyServer server = builder().host("203.0.113.7").build();

        assertThatThrownBy(() -> server.start().toCompletableFuture().join())
                .cause()
                .hasMessageStartingWith("203.0.113.7 is no address of this machine");
    }

    @Test
    void connections_over_the_limit_are_closed_and_others_are_not() {
        NettyServer server =
                start(builder().maxConnections(2).handler("/up", exchange -> exchange.respond(Running.text("yes"))));
        try (RawClient one = new RawClient(server.port());
                RawClient two = new RawClient(server.port())) {
            assertThat(one.get("/up").reply().status()).isEqualTo(200);
            assertThat(two.get("/up").reply().status()).isEqualTo(200);

            try (RawClient three = new RawClient(server.port())) {
                assertThat(three.rest()).isEmpty();
            }

            assertThat(one.get("/up").reply().status()).isEqualTo(200);
            two.close();
            await().until(() -> {
                try (RawClient next = new RawClient(server.port())) {
                    return next.get("/up").reply().status() == 200;
                } catch (RuntimeException refused) {
                    return false;
                }
            });
        } finally {
            stop(server);
        }
    }

    @Test
    void the_longest_prefix_answers_and_only_whole_steps_count() {
        NettyServer server = start(builder()
                .handler("/", exchange -> exchange.respond(Running.text("root")))
                .handler("/a", exchange -> exchange.respond(Running.text("a")))
                .handler("/a/b", exchange -> exchange.respond(Running.text("b"))));
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/a").reply().text()).isEqualTo("a");
            assertThat(client.get("/a/").reply().text()).isEqualTo("a");
            assertThat(client.get("/a/b/c").reply().text()).isEqualTo("b");
            assertThat(client.get("/a/bc").reply().text()).isEqualTo("a");
            assertThat(client.get("/ab").reply().text()).isEqualTo("root");
        } finally {
            stop(server);
        }
    }

    @Test
    void options_are_refused_where_they_are_set() {
        assertThatThrownBy(() -> builder().port(70000)).hasMessage("port: 70000 (expected: 0 to 65535)");
        assertThatThrownBy(() -> builder().eventLoops(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().maxConnections(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().handler("up", exchange -> {})).hasMessageContaining("leading slash");
        assertThatThrownBy(() -> builder().handler("/up", exchange -> {}).handler("/up", exchange -> {}))
                .hasMessageContaining("one per path");
    }
}
