package dev.parley.it.conformance;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.netty.NettyServer;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The conformance application on a server for each profile, all in this process, each on a port of its own. */
final class ConformanceServers implements AutoCloseable {
    private static final HttpReply HELLO = HttpReply.of(200, new HttpBody("text/plain", TextPayload.of("hello")));

    /** What the suite makes the application throw. */
    private static final Set<String> ON_PURPOSE = Set.of("boom", "secret detail", "forbidden event");

    private final Map<String, NettyServer> running = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private ConformanceServers() {}

    static ConformanceServers start() {
        ConformanceServers servers = new ConformanceServers();
        Profiles.NAMES.forEach(profile -> servers.start(profile, 0));
        return servers;
    }

    /** Runs the servers alone until standard input ends, for those who repair: prints what {@code run.mjs} reads. */
    public static void main(String[] args) throws Exception {
        try (ConformanceServers servers = start()) {
            System.out.println(servers.toJson());
            System.in.readAllBytes();
        }
    }

    private void start(String profile, int port) {
        NettyServer server = NettyServer.builder()
                .host("127.0.0.1")
                .port(port)
                .eventLoops(1)
                .options(Profiles.options(profile))
                .serveClient(!profile.equals("path"))
                .handler("/hello", exchange -> exchange.respond(HELLO))
                .build();
        server.io().onError(failure -> {
            if (!ON_PURPOSE.contains(String.valueOf(failure.error().getMessage()))) {
                failures.add(profile + ", " + failure.where() + ": " + failure.error());
            }
        });
        ConformanceApplication.install(server.io(), () -> restart(profile, server));
        running.put(profile, await(server.start().toCompletableFuture()));
    }

    private void restart(String profile, NettyServer server) {
        int port = server.port();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(
                () -> await(server.stop(Duration.ofSeconds(1)).toCompletableFuture()));
        stopped.thenRunAsync(() -> start(profile, port), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
    }

    private static <T> T await(CompletableFuture<T> stage) {
        return stage.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** What handlers threw that the suite did not ask for, and who did not stop. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The addresses, as {@code APPLICATION.md} says. */
    String toJson() {
        return running.entrySet().stream()
                .map(entry -> "\"%s\":\"http://127.0.0.1:%d\""
                        .formatted(entry.getKey(), entry.getValue().port()))
                .collect(Collectors.joining(",", "{\"kind\":\"parley\",\"profiles\":{", "}}"));
    }

    @Override
    public void close() {
        CompletableFuture<?>[] stops = running.values().stream()
                .map(server -> server.stop(Duration.ofMillis(100)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            await(CompletableFuture.allOf(stops));
        } catch (CompletionException error) {
            failures.add("stop: " + error.getCause());
        }
    }
}
