package dev.parley.server.api;

import dev.parley.protocol.packet.Args;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A part of a server with its own sockets, rooms and middlewares. As an operator it addresses all of its sockets.
 *
 * <p><b>Threads:</b> any; nothing blocks.
 */
public interface Namespace extends Audience {
    /** Its name, with the leading slash. */
    String name();

    /**
     * Gets each socket that joins. The client hears that it is connected when the handlers have returned, or as soon as
     * something is sent to it: what a handler does before that, such as joining rooms, the client can rely on. A handler
     * that waits long for something else lets its client wait too.
     */
    Registration onConnect(ConnectHandler handler);

    /** Adds a middleware that decides who may join. */
    Registration use(Middleware middleware);

    /** Adds a middleware that decides later who may join. */
    Registration useAsync(AsyncMiddleware middleware);

    /**
     * Chooses the threads on which handlers of this namespace run, for sockets that join from now on. Default: those of
     * the server.
     */
    void dispatch(Dispatch dispatch);

    /** The sockets connected to this node, by id: a live, read-only view. */
    Map<String, Socket> sockets();

    /** The rooms of this node. */
    AdapterView adapter();

    /**
     * Sends an event to the other nodes of the cluster; their handlers of {@link #onServerSideEvent} get it. On a server
     * without cluster there is nobody to hear it.
     *
     * @throws IllegalArgumentException if the name is {@code connect}, {@code connection} or {@code new_namespace}
     */
    void serverSideEmit(String event, @Nullable Object... args);

    /** Sends an event to the other nodes and gathers one answer of each; empty on a server without cluster. */
    CompletionStage<List<Args>> serverSideEmitWithAck(String event, @Nullable Object... args);

    /** Hears what other nodes emit. */
    Registration onServerSideEvent(String event, ServerSideHandler handler);
}
