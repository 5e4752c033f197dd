package dev.parley.it.generations;

import dev.parley.engine.http.OriginPolicy;
import dev.parley.engine.http.Origins;
import dev.parley.legacy.Generations;
import dev.parley.legacy.options.LegacyOptions;
import dev.parley.netty.NettyServer;
import dev.parley.server.ServerOptions;
import dev.parley.server.api.Event;
import dev.parley.server.api.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The application that every client meets, whatever its generation. */
final class GenerationsServer implements AutoCloseable {
    private static final String HALL = "hall";

    private final NettyServer server;

    private GenerationsServer(NettyServer server) {
        this.server = server;
    }

    static GenerationsServer start(int port, Path clients) throws Exception {
        ServerOptions options = ServerOptions.builder()
                .accept(Generations.all(
                        LegacyOptions.V0_6,
                        LegacyOptions.V0_9.withTransports(
                                "websocket", "flashsocket", "htmlfile", "xhr-polling", "jsonp-polling")))
                // What the websocket of clients 0.7 and 0.8 says in Node, where there is no page.
                .originPolicy(OriginPolicy.sameOriginAnd(Origins.of("http://www.example.com")))
                .build();
        NettyServer server = NettyServer.builder()
                .port(port)
                .options(options)
                .staticFiles("/clients", clients)
                .build();
        server.io().of("/").onConnect(GenerationsServer::welcome);
        server.io().of("/side").onConnect(GenerationsServer::welcome);
        server.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return new GenerationsServer(server);
    }

    private static void welcome(Socket socket) {
        socket.join(HALL);
        // What the oldest can say: a message for everybody if it begins with "all:", else an echo.
        socket.on("message", event -> {
            Object value = event.arg(0);
            if (value instanceof String text && text.startsWith("all:")) {
                socket.namespace().to(HALL).emit("message", text);
            } else {
                socket.emit("message", value);
            }
            event.ack("got", value);
        });
        socket.on("echo", event -> socket.emit("echo", event.args().toList().toArray()));
        socket.on(
                "who",
                event -> event.ack(
                        socket.handshake().generation().clients(),
                        socket.handshake().transport()));
        socket.on("ask", GenerationsServer::ask);
        socket.on("leave", event -> socket.disconnect());
    }

    private static void ask(Event event) {
        Socket socket = event.socket();
        socket.timeout(Duration.ofSeconds(5))
                .emitWithAck("question", event.args().toList().toArray())
                .whenComplete((answer, error) ->
                        socket.emit("answered", error == null ? answer.toList().toArray() : new Object[] {"error"}));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() throws Exception {
        server.stop(Duration.ofSeconds(1)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    public static void main(String[] args) throws Exception {
        GenerationsServer started = start(Integer.parseInt(args[0]), Path.of(args[1]));
        System.out.println(started.url());
        Thread.currentThread().join();
    }
}
