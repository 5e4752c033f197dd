package dev.parley.benchmarks.app;

import dev.parley.benchmarks.host.Hosted;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.netty.NettyServer;
import dev.parley.netty.NettyServerBuilder;
import dev.parley.netty.Tls;
import dev.parley.server.ServerOptionsBuilder;
import dev.parley.server.api.Event;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What all servers of a benchmark do: echo, ack, rooms, broadcast. One event loop. */
final class Application {
    private static final byte[] WORK = new byte[32 * 1024];
    private static final byte WORK_HASH = (byte) 0xc3;

    private Application() {}

    /** Arguments: the port, and any of {@code deflate}, {@code loops-2}, and {@code tls} with the folder of its files. */
    static void start(String[] args, ServerOptionsBuilder options) {
        List<String> words = List.of(args);
        if (words.contains("deflate")) {
            options.perMessageDeflate(new Compression(true, 1024));
        }
        NettyServerBuilder builder = NettyServer.builder()
                .port(Integer.parseInt(args[0]))
                .eventLoops(loops(words))
                .options(options.build());
        int tls = words.indexOf("tls");
        if (tls > 0) {
            Path folder = Path.of(args[tls + 1]);
            builder.tls(Tls.pem(folder.resolve("server.pem"), folder.resolve("server.key")));
        }
        NettyServer server = builder.build();
        on(server.io());
        server.start().toCompletableFuture().join();
        Hosted.ready();
    }

    private static int loops(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("loops-"))
                .map(argument -> Integer.valueOf(argument.substring(6)))
                .findFirst()
                .orElse(1);
    }

    private static void on(Namespace root) {
        root.onConnect(socket -> {
            socket.on("echo", event -> socket.emit("echo", event.args()));
            socket.on("work", event -> {
                hash();
                socket.emit("work", event.args());
            });
            socket.on("binary", event -> socket.emit("binary", event.args()));
            socket.reply("ack", Event::args);
            socket.on("ask", event -> socket.emitWithAck("question"));
            socket.on("join", event -> join(socket, event));
            socket.on("leave", event -> leave(socket, event));
            socket.on("broadcast", event -> root.to("room").emit("news", event.args()));
        });
    }

    /** What a handler might have to do: SHA-256 of 32 KiB, some tens of microseconds. */
    private static void hash() {
        try {
            if (MessageDigest.getInstance("SHA-256").digest(WORK)[0] != WORK_HASH) {
                throw new IllegalStateException("a wrong hash");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Socket socket, Event event) {
        socket.join(String.valueOf(event.arg(0)));
        event.ack();
    }

    private static void leave(Socket socket, Event event) {
        socket.leave(String.valueOf(event.arg(0)));
        event.ack();
    }
}
