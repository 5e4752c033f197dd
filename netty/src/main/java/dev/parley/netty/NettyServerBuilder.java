package dev.parley.netty;

import dev.parley.netty.flash.FlashPolicy;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.server.ServerOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link NettyServer}. Values are checked in the setter. One thread at a time. */
public final class NettyServerBuilder {
    /** The port unless told otherwise: 3000. */
    public static final int DEFAULT_PORT = 3000;

    @Nullable String host;

    int port = DEFAULT_PORT;
    ServerOptions options = ServerOptions.defaults();
    int eventLoops = Runtime.getRuntime().availableProcessors();
    NativeTransport transport = NativeTransport.AUTO;

    @Nullable Tls tls;

    int maxConnections = Integer.MAX_VALUE;
    HttpLimits limits = HttpLimits.DEFAULT;
    boolean serveClient = true;

    @Nullable FlashPolicy flashPolicy;

    final Map<String, Content> contents = new LinkedHashMap<>();

    NettyServerBuilder() {}

    /** What is served below a path. */
    sealed interface Content {
        record Handler(HttpHandler handler) implements Content {}

        record Folder(Path folder) implements Content {}

        record Resources(ClassLoader loader, String folder) implements Content {}
    }

    /** The name or address of the interface to listen on. Default: all interfaces. */
    public NettyServerBuilder host(String value) {
        host = value;
        return this;
    }

    /** The port to listen on, 0 for any free one. Default: 3000. */
    public NettyServerBuilder port(int value) {
        if (value < 0 || value > 65535) {
            throw new IllegalArgumentException("port: " + value + " (expected: 0 to 65535)");
        }
        port = value;
        return this;
    }

    /** The options of the Socket.IO server. Default: {@link ServerOptions#defaults}. */
    public NettyServerBuilder options(ServerOptions value) {
        options = value;
        return this;
    }

    /** The number of event loops, each with a thread; one of them accepts connections, too. Default: the number of processors. */
    public NettyServerBuilder eventLoops(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("eventLoops: " + value + " (expected: 1 or more)");
        }
        eventLoops = value;
        return this;
    }

    /**
     * How event loops talk to the operating system. Default: {@link NativeTransport#AUTO}.
     *
     * @throws IllegalStateException if it is not available here
     */
    public NettyServerBuilder transport(NativeTransport value) {
        transport = value.resolve();
        return this;
    }

    /** Encrypts all connections. Default: none is encrypted. */
    public NettyServerBuilder tls(Tls value) {
        tls = value;
        return this;
    }

    /** How many connections may be open; more are closed as soon as they are accepted. Default: no limit. */
    public NettyServerBuilder maxConnections(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxConnections: " + value + " (expected: 1 or more)");
        }
        maxConnections = value;
        return this;
    }

    /** Limits of requests and connections. Default: {@link HttpLimits#DEFAULT}. */
    public NettyServerBuilder limits(HttpLimits value) {
        limits = value;
        return this;
    }

    /**
     * Whether the official client for browsers is served, as {@code /socket.io/socket.io.js} and seven other files.
     * Needs {@code parley-client-bundle} on the class path. Default: true.
     */
    public NettyServerBuilder serveClient(boolean value) {
        serveClient = value;
        return this;
    }

    /**
     * Serves the policy file that Flash players ask for, so that clients 0.6 to 0.9 can use the transport
     * {@code flashsocket}: on a port of its own, on 843 where the system allows it, and on the server's port.
     *
     * <p><b>Errors:</b> the server does not start if the port of the policy server is taken. Default: off.
     */
    public NettyServerBuilder flashPolicy(FlashPolicy value) {
        flashPolicy = value;
        return this;
    }

    /** Has requests of this path, and of all below it, answered by {@code handler}. The longest prefix wins. */
    public NettyServerBuilder handler(String pathPrefix, HttpHandler handler) {
        return content(pathPrefix, new Content.Handler(handler));
    }

    /**
     * Serves the files of a folder. Not served are names that begin with a dot, links that lead out of the folder, and
     * files over 64 MiB.
     *
     * @throws IllegalArgumentException when the server is built, if there is no such folder
     */
    public NettyServerBuilder staticFiles(String pathPrefix, Path folder) {
        return content(pathPrefix, new Content.Folder(folder));
    }

    /** Serves the files of a folder of the class path, such as {@code "public"} for {@code src/main/resources/public}. */
    public NettyServerBuilder staticResources(String pathPrefix, String folder) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return content(
                pathPrefix,
                new Content.Resources(loader == null ? NettyServer.class.getClassLoader() : loader, folder));
    }

    private NettyServerBuilder content(String pathPrefix, Content content) {
        if (!pathPrefix.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path: " + pathPrefix + " (expected: a leading slash, such as \"/app\")");
        }
        if (contents.putIfAbsent(pathPrefix, content) != null) {
            throw new IllegalArgumentException(
                    "path: " + pathPrefix + " has a handler already (expected: one per path)");
        }
        return this;
    }

    /** The server, not started yet. */
    public NettyServer build() {
        return new NettyServer(this);
    }
}
