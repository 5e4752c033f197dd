package dev.parley.demo;

import dev.parley.legacy.Generations;
import dev.parley.netty.NettyServer;
import dev.parley.server.ServerOptions;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Starts the chat: {@code Demo [--port N]}, 3000 without it, any free port with 0. */
public final class Demo {
    private static final int DEFAULT_PORT = 3000;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private Demo() {}

    /** Prints the address of the page and serves until the process is stopped; ends with 1 if it cannot listen. */
    public static void main(String[] args) {
        int port = portOf(args);
        // An image of the greatest size, in base64 as polling carries it.
        ServerOptions options = ServerOptions.builder()
                .accept(Generations.all())
                .maxHttpBufferSize(Chat.MAX_IMAGE_BYTES * 3 / 2)
                .build();
        NettyServer server = NettyServer.builder()
                .port(port)
                .options(options)
                .staticResources("/", "dev/parley/demo/web")
                .staticResources("/museum/clients", "dev/parley/old-clients")
                .build();
        Chat.open(server.io());
        Museum.open(server.io());
        try {
            server.start().toCompletableFuture().join();
        } catch (CompletionException failed) {
            exit("Cannot listen on port " + port + ", perhaps because another program does. Choose another: --port N");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        System.out.println("The chat is at http://localhost:" + server.port() + "/   (Ctrl+C stops it)");
        System.out.println("Clients of all generations meet at http://localhost:" + server.port() + "/museum/");
    }

    private static int portOf(String[] args) {
        if (args.length == 0) {
            return DEFAULT_PORT;
        }
        if (args.length != 2 || !args[0].equals("--port") || !args[1].matches("\\d{1,5}") || tooHigh(args[1])) {
            exit("Usage: demo [--port N], where N is 0 to 65535; 0 is any free port");
        }
        return Integer.parseInt(args[1]);
    }

    private static boolean tooHigh(String port) {
        return Integer.parseInt(port) > 65535;
    }

    private static void stop(NettyServer server) {
        server.stop(FAREWELL).toCompletableFuture().join();
    }

    private static void exit(String line) {
        System.err.println(line);
        System.exit(1);
    }
}
