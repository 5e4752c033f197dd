package dev.parley.netty.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.http.OriginPolicy;
import dev.parley.netty.NettyServer;
import dev.parley.netty.RawClient;
import dev.parley.netty.Running;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.server.ServerOptions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("live")
@Timeout(60)
class FlashPolicyTest {
    private static final String REQUEST = "<policy-file-request/>\0";

    /** Without port 843, which is one for the whole machine. */
    private static final FlashPolicy ON = FlashPolicy.DEFAULT.withPort(0).withoutPort843();

    private static Running serve(FlashPolicy policy) {
        ServerOptions options =
                ServerOptions.builder().originPolicy(OriginPolicy.ANY).build();
        return new Running(builder -> builder.options(options)
                .eventLoops(1) // so that connections are counted in the order in which they come
                .flashPolicy(policy)
                .handler("/up", exchange -> exchange.respond(Running.text("yes"))));
    }

    private static String everybody(Running server) {
        return "<?xml version=\"1.0\"?><!DOCTYPE cross-domain-policy SYSTEM"
                + " \"http://www.macromedia.com/xml/dtds/cross-domain-policy.dtd\"><cross-domain-policy>"
                + "<allow-access-from domain=\"*\" to-ports=\"" + server.port() + "\"/></cross-domain-policy>\0";
    }

    private static void dribble(RawClient client, String text) {
        for (char one : text.toCharArray()) {
            client.send(String.valueOf(one));
        }
    }

    @Test
    void a_player_gets_the_policy_on_both_ports_and_the_connection_ends() {
        try (Running server = serve(ON);
                RawClient own = new RawClient(server.server().flashPolicyPort());
                RawClient inline = server.connect()) {
            assertThat(own.send(REQUEST).rest()).isEqualTo(everybody(server));
            assertThat(inline.send(REQUEST).rest()).isEqualTo(everybody(server));
        }
    }

    @Test
    void a_request_may_arrive_one_byte_at_a_time() {
        try (Running server = serve(ON);
                RawClient own = new RawClient(server.server().flashPolicyPort());
                RawClient inline = server.connect()) {
            dribble(own, REQUEST);
            dribble(inline, REQUEST);

            assertThat(own.rest()).isEqualTo(everybody(server));
            assertThat(inline.rest()).isEqualTo(everybody(server));
        }
    }

    @Test
    void http_goes_on_beside_it_however_it_is_cut() {
        try (Running server = serve(ON);
                RawClient whole = server.connect();
                RawClient cut = server.connect()) {
            assertThat(whole.get("/up").reply().text()).isEqualTo("yes");
            assertThat(whole.get("/up").reply().text()).isEqualTo("yes");
            dribble(cut, "GET /up HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(cut.reply().text()).isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<policy-file-requesT/>\0", "<", "<policy-file-request/>\n"})
    void what_only_begins_like_a_request_is_http_and_refused_as_ever(String text) {
        String rest = " / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (Running with = serve(ON);
                Running without = new Running(builder -> {});
                RawClient dribbling = with.connect();
                RawClient other = without.connect()) {
            dribble(dribbling, text + rest);
            other.send(text + rest);

            int asEver = other.reply().status();
            assertThat(dribbling.reply().status()).isEqualTo(asEver).isBetween(400, 499);
        }
    }

    @Test
    void nothing_is_served_unless_asked_for() {
        try (Running server = new Running(builder -> {});
                RawClient client = server.connect()) {
            assertThat(client.send(REQUEST + "\r\n\r\n").rest()).doesNotContain("cross-domain-policy");
            assertThatThrownBy(() -> server.server().flashPolicyPort())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("flashPolicy(...)");
        }
    }

    @Test
    void the_port_of_the_server_can_be_left_out() {
        try (Running server = serve(ON.withInline(false));
                RawClient inline = server.connect();
                RawClient own = new RawClient(server.server().flashPolicyPort())) {
            assertThat(inline.send(REQUEST + "\r\n\r\n").rest()).doesNotContain("cross-domain-policy");
            assertThat(own.send(REQUEST).rest()).isEqualTo(everybody(server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\0", "<policy-file-request/> ", "<<", "\u0016\u0003\u0001"})
    void other_requests_end_the_connection_without_an_answer(String text) {
        try (Running server = serve(ON);
                RawClient client = new RawClient(server.server().flashPolicyPort())) {
            assertThat(client.send(text).rest()).isEmpty();
        }
    }

    @Test
    void more_bytes_than_a_request_has_are_not_read() {
        try (Running server = serve(ON);
                RawClient client = new RawClient(server.server().flashPolicyPort())) {
            assertThat(client.send(REQUEST + "more").rest()).isEqualTo(everybody(server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<policy-file-req"})
    void a_client_that_takes_its_time_is_cut(String some) {
        try (Running server = serve(ON.withLimits(Duration.ofMillis(200), 10));
                RawClient client = new RawClient(server.server().flashPolicyPort())) {
            assertThat(client.send(some).rest()).isEmpty();
        }
    }

    @Test
    void a_client_that_takes_its_time_on_the_port_of_the_server_is_cut_like_one_of_http() {
        HttpLimits limits = HttpLimits.DEFAULT.withRequestTimeouts(
                Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofSeconds(30));
        try (Running server = new Running(builder -> builder.limits(limits).flashPolicy(ON));
                RawClient client = server.connect()) {
            assertThat(client.send("<policy-file-req").rest()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void connections_over_the_limit_are_closed_and_make_room_when_they_go() {
        try (Running server = serve(ON.withLimits(Duration.ofSeconds(30), 2))) {
            int port = server.server().flashPolicyPort();
            List<RawClient> holding = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                holding.add(new RawClient(port).send("<"));
            }
            try (RawClient third = new RawClient(port)) {
                assertThat(third.rest()).isEmpty();
            }

            holding.forEach(RawClient::close);

            Awaitility.await().until(() -> {
                try (RawClient next = new RawClient(port)) {
                    return next.send(REQUEST).rest().equals(everybody(server));
                } catch (RuntimeException cut) {
                    return false;
                }
            });
        }
    }

    @Test
    void a_port_that_is_taken_fails_the_start_and_says_what_to_do() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            NettyServer server = NettyServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .eventLoops(1)
                    .flashPolicy(ON.withPort(holder.getLocalPort()))
                    .build();

            assertThatThrownBy(() -> server.start().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("policy server for Flash: port " + holder.getLocalPort() + " of 127.0.0.1 is in use;"
                            + " choose another with FlashPolicy.withPort(...) or stop the program that holds it");
            assertThat(server.stop().toCompletableFuture()).isDone();
        }
    }

    @Test
    void the_well_known_port_is_served_if_it_can_be_had_and_is_no_error_if_not() throws IOException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(await(ports(loops, open).open(holder.getLocalPort())).getPort())
                    .isNotEqualTo(holder.getLocalPort());

            Awaitility.await().until(() -> {
                int free = freePort();
                await(ports(loops, open).open(free));
                try (RawClient client = new RawClient(free)) {
                    return client.send(REQUEST).rest().equals("<any/>\0");
                } catch (UncheckedIOException takenMeanwhile) {
                    return false;
                }
            });
        } finally {
            open.close().awaitUninterruptibly(20, TimeUnit.SECONDS);
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return any.getLocalPort();
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return Running.await(stage.toCompletableFuture());
    }

    private static PolicyPorts ports(EventLoopGroup loops, ChannelGroup open) {
        ServerBootstrap bootstrap = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class);
        return new PolicyPorts(ON, new byte[] {'<', 'a', 'n', 'y', '/', '>', 0}, "127.0.0.1", bootstrap, open);
    }

    @Test
    void a_server_that_stops_ends_its_policy_server() {
        Running server = serve(ON);
        int port = server.server().flashPolicyPort();
        try (RawClient waiting = new RawClient(port).send("<")) {
            server.close();

            assertThat(waiting.rest()).isEmpty();
            assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(UncheckedIOException.class);
        }
    }
}
