package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.server.api.ConnectionRefusedException;
import dev.parley.server.api.DisconnectReason;
import dev.parley.server.api.Dispatch;
import dev.parley.server.api.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConnectingTest {
    private final Hub hub = new Hub();
    private final List<Socket> joined = new ArrayList<>();

    @Test
    void a_client_that_asks_for_the_default_namespace_gets_an_id_of_its_own() {
        hub.io.of("/").onConnect(joined::add);

        List<String> heard = hub.opens().says("0").hears();

        assertThat(joined).hasSize(1);
        assertThat(heard).containsExactly("0{\"sid\":\"" + joined.get(0).id() + "\"}");
        assertThat(joined.get(0).id()).isNotEqualTo(joined.get(0).conn().id());
    }

    @Test
    void nothing_happens_before_the_client_asks() {
        hub.io.of("/").onConnect(joined::add);

        assertThat(hub.opens().hears()).isEmpty();
        assertThat(joined).isEmpty();
    }

    @Test
    void a_client_that_joins_nothing_is_closed_after_45_seconds() {
        FakeClient client = hub.opens();

        hub.pass(Duration.ofSeconds(44));
        assertThat(client.closeReason).isNull();
        hub.pass(Duration.ofSeconds(1));

        assertThat(client.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void a_client_that_joined_is_not_closed_for_it() {
        FakeClient client = hub.joins();

        hub.pass(Duration.ofMinutes(5));

        assertThat(client.closeReason).isNull();
        assertThat(hub.strand.alarmCount()).as("timers left").isZero();
    }

    @Test
    void a_namespace_that_does_not_exist_is_refused_with_the_official_words() {
        assertThat(hub.opens().says("0/nope,").hears()).containsExactly("4/nope,{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void the_handshake_tells_headers_query_and_auth() {
        hub.io.of("/").onConnect(joined::add);

        hub.opens().says("0{\"token\":\"x\",\"n\":3}");

        var handshake = joined.get(0).handshake();
        assertThat(handshake.header("x-trace")).isEqualTo("7");
        assertThat(handshake.query("token")).isEqualTo("abc");
        assertThat(handshake.url()).isEqualTo("/socket.io/?EIO=4&transport=websocket&token=abc");
        assertThat(handshake.auth()).isEqualTo(Map.of("token", "x", "n", 3));
        assertThat(handshake.address()).isEqualTo("127.0.0.1");
        assertThat(handshake.generation().clients()).isEqualTo("3.x-4.x");
    }

    @Test
    void middlewares_run_in_order_and_may_refuse_with_message_and_data() {
        List<String> order = new ArrayList<>();
        hub.io.of("/").use(socket -> order.add("first"));
        hub.io.of("/").use(socket -> {
            order.add("second");
            throw new ConnectionRefusedException("not you", Map.of("code", 7));
        });
        hub.io.of("/").use(socket -> order.add("third"));
        hub.io.of("/").onConnect(joined::add);

        List<String> heard = hub.opens().says("0").hears();

        assertThat(order).containsExactly("first", "second");
        assertThat(heard).containsExactly("4{\"message\":\"not you\",\"data\":{\"code\":7}}");
        assertThat(joined).isEmpty();
    }

    @Test
    void a_middleware_that_fails_tells_the_client_nothing_of_why() {
        hub.io.of("/").use(socket -> {
            throw new IllegalStateException("password of the database");
        });

        assertThat(hub.opens().says("0").hears()).containsExactly("4{\"message\":\"internal error\"}");
        assertThat(hub.failures).hasSize(1);
        assertThat(hub.failures.get(0).where()).isEqualTo("middleware");
    }

    @Test
    void a_client_hears_that_it_is_connected_when_the_connect_handlers_have_returned() {
        FakeClient client = hub.opens();
        hub.io.of("/").onConnect(socket -> assertThat(client.received).isEmpty());
        hub.io.of("/").onConnect(socket -> assertThat(client.received).isEmpty());

        client.says("0");

        assertThat(hub.failures).isEmpty();
        assertThat(client.hears()).singleElement().asString().startsWith("0{\"sid\":");
    }

    @Test
    void a_connect_handler_that_sends_something_lets_the_client_wait_no_longer() {
        FakeClient client = hub.opens();
        hub.io.of("/").onConnect(socket -> {
            socket.emit("welcome");
            assertThat(client.received).hasSize(2).last().isEqualTo("2[\"welcome\"]");
        });

        client.says("0");

        assertThat(hub.failures).isEmpty();
        assertThat(client.hears()).hasSize(2).first().asString().startsWith("0{\"sid\":");
    }

    @Test
    void a_connect_handler_that_fails_does_not_keep_the_client_waiting() {
        hub.io.of("/").onConnect(socket -> {
            throw new IllegalStateException("broken");
        });

        assertThat(hub.opens().says("0").hears()).hasSize(1);
        assertThat(hub.failures).hasSize(1);
    }

    @Test
    void a_client_waits_for_a_middleware_that_takes_its_time() {
        CompletableFuture<Void> decision = new CompletableFuture<>();
        hub.io.of("/").useAsync(socket -> decision);
        FakeClient client = hub.opens().says("0");
        assertThat(client.hears()).isEmpty();

        decision.complete(null);

        assertThat(client.hears()).hasSize(1);
    }

    @Test
    void a_client_that_leaves_while_a_middleware_decides_leaves_nothing_behind() {
        CompletableFuture<Void> decision = new CompletableFuture<>();
        hub.io.of("/").useAsync(socket -> {
            socket.join("waiting");
            return decision;
        });
        hub.io.of("/").onConnect(joined::add);
        FakeClient client = hub.opens().says("0");

        client.loses(CloseReason.TRANSPORT_CLOSE);
        decision.complete(null);
        hub.strand.settle();

        assertThat(joined).isEmpty();
        assertThat(hub.io.of("/").adapter().rooms()).isEmpty();
        assertThat(hub.io.of("/").sockets()).isEmpty();
        assertThat(hub.io.clientsCount()).isZero();
    }

    @Test
    void a_second_connect_to_the_same_namespace_ends_the_connection() {
        FakeClient client = hub.joins();

        client.says("0");

        assertThat(client.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
    }

    @Test
    void no_thread_is_woken_for_the_end_of_a_socket_that_nobody_watches() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        hub.io.of("/").dispatch(Dispatch.executor(tasks::add));
        FakeClient client = hub.joins();
        runAll(tasks);

        client.loses(CloseReason.PING_TIMEOUT);

        assertThat(tasks).isEmpty();
        assertThat(hub.io.of("/").sockets()).isEmpty();
    }

    @Test
    void who_begins_to_watch_because_of_what_came_before_the_end_is_told_of_it() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        List<DisconnectReason> reasons = new ArrayList<>();
        hub.io.of("/").dispatch(Dispatch.executor(tasks::add));
        hub.io
                .of("/")
                .onConnect(socket ->
                        socket.on("watch", event -> socket.onDisconnect((reason, detail) -> reasons.add(reason))));
        FakeClient client = hub.joins();
        runAll(tasks);

        client.says("2[\"watch\"]");
        client.loses(CloseReason.PING_TIMEOUT);
        runAll(tasks);

        assertThat(reasons).containsExactly(DisconnectReason.PING_TIMEOUT);
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void an_event_for_a_namespace_that_was_not_joined_ends_the_connection() {
        List<DisconnectReason> reasons = new ArrayList<>();
        hub.io.of("/").onConnect(socket -> socket.onDisconnect((reason, detail) -> reasons.add(reason)));
        FakeClient client = hub.joins();

        client.says("2/other,[\"hello\"]");

        assertThat(client.closeReason).isEqualTo(CloseReason.FORCED_CLOSE);
        assertThat(reasons).containsExactly(DisconnectReason.FORCED_SERVER_CLOSE);
    }

    @Test
    void the_hundred_and_first_namespace_of_a_client_is_refused() {
        FakeClient client = hub.opens();
        for (int i = 0; i < 101; i++) {
            hub.io.of("/n" + i);
            client.says("0/n" + i + ",");
        }

        assertThat(client.hears()).last().isEqualTo("4/n100,{\"message\":\"too many namespaces\"}");
        assertThat(client.closeReason).isNull();
    }

    @Test
    void a_pattern_brings_namespaces_into_being_and_the_last_socket_ends_them() {
        List<String> made = new ArrayList<>();
        hub.io.onNewNamespace(namespace -> made.add(namespace.name()));
        var parent = hub.io.of(new NamePattern(Pattern.compile("^/shop-\\d+$")));
        parent.onConnect(joined::add);
        FakeClient client = hub.opens().says("0/shop-12,");
        assertThat(client.hears()).hasSize(1).first().asString().startsWith("0/shop-12,");
        assertThat(parent.children()).containsOnlyKeys("/shop-12");

        client.says("1/shop-12,");

        assertThat(made).containsExactly("/shop-12");
        assertThat(joined).hasSize(1);
        assertThat(parent.children()).isEmpty();
        assertThat(hub.opens().says("0/shop-x,").hears())
                .containsExactly("4/shop-x,{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void a_pattern_that_runs_wild_finds_nothing() {
        hub.io.of(new NamePattern(Pattern.compile("^/(a+)+$")));

        List<String> heard = hub.opens().says("0/" + "a".repeat(60) + "b,").hears();

        assertThat(heard).hasSize(1).first().asString().endsWith("{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void a_predicate_sees_the_auth_of_the_client() {
        hub.io.of((name, handshake) -> Map.of("key", "open").equals(handshake.auth()));

        assertThat(hub.opens().says("0/any,{\"key\":\"open\"}").hears().get(0)).startsWith("0/any,");
        assertThat(hub.opens().says("0/other,{\"key\":\"shut\"}").hears().get(0))
                .startsWith("4/other,");
    }

    @Test
    void a_parent_speaks_to_the_sockets_of_all_its_children() {
        var parent = hub.io.of(new NamePattern(Pattern.compile("^/c\\d$")));
        FakeClient client = hub.opens().says("0/c1,", "0/c2,");
        client.hears();

        parent.emit("news", 1);

        assertThat(client.hears()).containsExactlyInAnyOrder("2/c1,[\"news\",1]", "2/c2,[\"news\",1]");
    }

    @Test
    void a_removed_namespace_lets_everybody_go_and_nobody_in() {
        hub.io.of("/old");
        FakeClient client = hub.opens().says("0/old,");
        client.hears();

        assertThat(hub.io.remove("/old")).isTrue();

        assertThat(client.hears()).containsExactly("1/old,");
        assertThat(hub.opens().says("0/old,").hears()).containsExactly("4/old,{\"message\":\"Invalid namespace\"}");
    }
}
