package dev.parley.server.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The common ancestor of namespaces that come into being when a client asks for a name that it accepts. Its middlewares
 * and connect handlers apply to all of them, and what it emits goes to the sockets of all of them.
 */
public interface ParentNamespace extends Broadcaster {
    /** Gets each socket that joins a child. */
    Registration onConnect(ConnectHandler handler);

    /** Adds a middleware to all children, present and future. */
    Registration use(Middleware middleware);

    /** Adds an asynchronous middleware to all children, present and future. */
    Registration useAsync(AsyncMiddleware middleware);

    /** The children that exist now, by name. */
    Map<String, Namespace> children();

    /** What is sent may be dropped for clients that are not ready for it. */
    BroadcastOperator droppable();

    /** Whether transports that compress may compress what is sent. */
    BroadcastOperator compress(boolean compress);

    /** How long {@link BroadcastOperator#emitWithAck} waits. */
    BroadcastOperator timeout(Duration timeout);

    /** Sends an event to the sockets of all children. */
    void emit(String event, @Nullable Object... args);

    /** Sends an event to the sockets of all children and gathers their answers. */
    CompletionStage<BroadcastAnswers> emitWithAck(String event, @Nullable Object... args);
}
