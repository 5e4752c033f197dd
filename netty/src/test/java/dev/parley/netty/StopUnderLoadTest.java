package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.testkit.carrier.RawConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Clients come, speak and go while the server stops, and its handlers speak to whoever is left. */
@Tag("live")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StopUnderLoadTest {
    private static final int CLIENTS = 8;
    private static final int VISITS_BEFORE = 40;
    private static final Duration WINDOW = Duration.ofMillis(100);

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();

    private volatile boolean over;

    @RepeatedTest(5)
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void a_stop_ends_and_no_handler_fails() throws InterruptedException {
        NettyServer server =
                NettyServer.builder().host("127.0.0.1").port(0).eventLoops(2).build();
        CountDownLatch visits = new CountDownLatch(VISITS_BEFORE);
        tellAboutEachOther(server, visits);
        Running.await(server.start().toCompletableFuture());
        comeAndGo(server.port());
        assertThat(visits.await(60, TimeUnit.SECONDS)).as("visitors came").isTrue();

        Running.await(server.stop(WINDOW).toCompletableFuture());

        over = true;
        for (Thread client : clients) {
            client.join(); // each waits for ten seconds at most
        }
        await().untilAsserted(() -> assertThat(server.io().clientsCount()).isZero());
        assertThat(failures).isEmpty();
        assertThat(LeakRecorder.found()).as("leaked buffers").isEmpty();
    }

    private void tellAboutEachOther(NettyServer server, CountDownLatch visits) {
        server.io().onError(failure -> failures.add(failure.where() + ": " + failure.error()));
        server.io().onConnect(socket -> {
            socket.on("echo", event -> socket.emit("echo", event.args()));
            socket.onDisconnecting((reason, detail) -> server.io().emit("goes", socket.id()));
            socket.onDisconnect((reason, detail) -> server.io().emit("gone", socket.id()));
            visits.countDown();
        });
    }

    private void comeAndGo(int port) {
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> {
                while (!over) {
                    visit(port);
                }
            });
            clients.add(client);
            client.start();
        }
    }

    private static void visit(int port) {
        try (RawConnection connection = RawConnection.to(port)) {
            if (ThreadLocalRandom.current().nextBoolean()) {
                byWebSocket(connection);
            } else {
                byPolling(connection);
            }
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                connection.reset();
            }
        } catch (UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException stopping) {
            Thread.onSpinWait(); // the server has ended the connection, somewhere in between
        }
    }

    private static void byWebSocket(RawConnection connection) {
        connection.upgrade("/socket.io/?EIO=4&transport=websocket");
        connection.readText();
        connection.sendText("40").readText();
        connection.sendText("42[\"echo\",1]").readText();
    }

    private static void byPolling(RawConnection connection) {
        String opening = get(connection, "");
        int begin = opening.indexOf("sid\":\"") + 6;
        String session = "&sid=" + opening.substring(begin, opening.indexOf('"', begin));
        connection.send("POST /socket.io/?EIO=4&transport=polling" + session
                + " HTTP/1.1\nHost: localhost\nContent-Length: 2\n\n40");
        connection.readReply();
        get(connection, session);
        get(connection, session); // held until another visitor goes, or the server stops
    }

    private static String get(RawConnection connection, String session) {
        connection.send("GET /socket.io/?EIO=4&transport=polling" + session + " HTTP/1.1\nHost: localhost\n\n");
        return connection.readReply().body();
    }
}
