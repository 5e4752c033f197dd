package dev.parley.server.core;

import dev.parley.server.api.AsyncMiddleware;
import dev.parley.server.api.ConnectHandler;
import dev.parley.server.api.Middleware;
import dev.parley.server.api.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who decides about, and who greets, the sockets of a namespace or of all children of a parent. Any thread. */
final class Entrance {
    private static final CompletionStage<@Nullable Void> PASSED = CompletableFuture.completedFuture(null);

    private final List<AsyncMiddleware> middlewares = new CopyOnWriteArrayList<>();
    private final List<ConnectHandler> handlers = new CopyOnWriteArrayList<>();

    Registration use(Middleware middleware) {
        return useAsync(socket -> {
            middleware.handle(socket);
            return PASSED;
        });
    }

    Registration useAsync(AsyncMiddleware middleware) {
        middlewares.add(middleware);
        return () -> middlewares.remove(middleware);
    }

    Registration onConnect(ConnectHandler handler) {
        handlers.add(handler);
        return () -> handlers.remove(handler);
    }

    /** The middlewares as they are now. */
    List<AsyncMiddleware> middlewares() {
        return middlewares.isEmpty() ? List.of() : List.copyOf(middlewares);
    }

    /** These middlewares, then those of another entrance. */
    List<AsyncMiddleware> middlewaresBefore(Entrance inner) {
        List<AsyncMiddleware> all = new ArrayList<>(middlewares);
        all.addAll(inner.middlewares);
        return all;
    }

    void announce(LocalSocket socket) {
        for (ConnectHandler handler : handlers) {
            try {
                handler.handle(socket);
            } catch (Throwable e) {
                socket.failed(e, "connect handler"); // an Error of a handler is that handler's, not the server's
            }
        }
    }
}
