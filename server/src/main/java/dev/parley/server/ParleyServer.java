package dev.parley.server;

import dev.parley.engine.Engine;
import dev.parley.engine.EngineListener.ConnectionError;
import dev.parley.engine.time.StrandGroup;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.packet.Args;
import dev.parley.server.adapter.SavedSocket;
import dev.parley.server.api.AdapterView;
import dev.parley.server.api.AsyncMiddleware;
import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.ConnectHandler;
import dev.parley.server.api.Dispatch;
import dev.parley.server.api.ErrorHandler;
import dev.parley.server.api.Middleware;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.NamespacePredicate;
import dev.parley.server.api.ParentNamespace;
import dev.parley.server.api.Registration;
import dev.parley.server.api.ServerSideHandler;
import dev.parley.server.api.Socket;
import dev.parley.server.core.ErrorHandlers;
import dev.parley.server.core.Namespaces;
import dev.parley.server.dispatch.Dispatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO server, without the web server that carries it: see {@code NettyServer}. Used as a namespace it is
 * {@code /}, to which clients connect by default.
 *
 * <pre>{@code
 * io.onConnect(socket -> {
 *     socket.join("lobby");
 *     socket.on("say", String.class, text -> socket.to("lobby").emit("said", text));
 * });
 * }</pre>
 *
 * <p><b>Threads:</b> any; nothing blocks.
 */
public final class ParleyServer implements Namespace {
    private final ServerOptions options;
    private final ErrorHandlers errors = new ErrorHandlers();
    private final Namespaces namespaces;
    private final Namespace root;
    private final Engine engine;
    private final Dispatcher dispatcher;

    /**
     * A server whose sessions live on {@code strands}. For those who bring their own web server; they hand its requests
     * to {@link #engine}.
     *
     * @param defaultJson the JSON library, if the options name none
     */
    public ParleyServer(ServerOptions options, StrandGroup strands, JsonCodec defaultJson) {
        this.options = options;
        this.dispatcher = Dispatcher.open(options.dispatch(), strands.clock());
        this.namespaces = new Namespaces(options.coreSettings(dispatcher, defaultJson), errors, strands.clock());
        this.root = namespaces.of("/");
        this.engine = new Engine(options.engineOptions(), options.dialects(), strands, namespaces);
    }

    /** The engine, to which the web server hands its requests. */
    public Engine engine() {
        return engine;
    }

    /** The options. */
    public ServerOptions options() {
        return options;
    }

    /** The namespace of that name, made if need be. The leading slash may be left out. */
    public Namespace of(String name) {
        return namespaces.of(name);
    }

    /**
     * The parent of all namespaces in whose names {@code pattern} is found (write {@code ^/shop-\\d+$} for a whole name);
     * each comes into being when a client asks for it. A search of more than a million steps finds nothing.
     */
    public ParentNamespace of(Pattern pattern) {
        return namespaces.of(new NamePattern(pattern));
    }

    /** The parent of all namespaces that {@code predicate} accepts; each comes into being when a client asks for it. */
    public ParentNamespace of(NamespacePredicate predicate) {
        return namespaces.of(predicate);
    }

    @Override
    public void dispatch(Dispatch dispatch) {
        root.dispatch(dispatch);
    }

    /** Makes all sockets of a namespace leave, and forgets it; false if there is none, or it is {@code /}. */
    public boolean removeNamespace(String name) {
        return namespaces.remove(name);
    }

    /** Hears of namespaces that begin to exist; the official {@code new_namespace}. Must not block. */
    public Registration onNewNamespace(Consumer<Namespace> listener) {
        return namespaces.onNewNamespace(listener);
    }

    /**
     * Hears of lost sockets that did not come back in the time of {@code connectionStateRecovery}, with the name of their
     * namespace. Must not block.
     */
    public Registration onSessionExpired(BiConsumer<String, SavedSocket> listener) {
        return namespaces.onExpired(listener);
    }

    /**
     * Hears of requests that were refused before they became a session, or that named none; the official
     * {@code connection_error} of the engine. Must not block.
     */
    public Registration onConnectionError(Consumer<ConnectionError> listener) {
        return namespaces.onConnectionError(listener);
    }

    /** Replaces the error handler, which gets what the application's own code threw. The first one logs. */
    public void onError(ErrorHandler handler) {
        errors.set(handler);
    }

    /** How many clients are connected, whether they have joined a namespace or not. */
    public int clientsCount() {
        return namespaces.clientsCount();
    }

    /**
     * Takes no more clients, tells all that are there ({@code server shutting down}), spread over {@code window}, and
     * ends the threads of handlers when they have had their say. Completes when all have gone. Any number of times.
     */
    public CompletionStage<Void> close(Duration window) {
        return engine.close(window).whenComplete((closed, error) -> dispatcher.close());
    }

    // as the namespace "/"

    @Override
    public String name() {
        return root.name();
    }

    @Override
    public BroadcastOperator everyone() {
        return root.everyone();
    }

    @Override
    public Registration onConnect(ConnectHandler handler) {
        return root.onConnect(handler);
    }

    @Override
    public Registration use(Middleware middleware) {
        return root.use(middleware);
    }

    @Override
    public Registration useAsync(AsyncMiddleware middleware) {
        return root.useAsync(middleware);
    }

    @Override
    public Map<String, Socket> sockets() {
        return root.sockets();
    }

    @Override
    public AdapterView adapter() {
        return root.adapter();
    }

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        root.serverSideEmit(event, args);
    }

    @Override
    public CompletionStage<List<Args>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        return root.serverSideEmitWithAck(event, args);
    }

    @Override
    public Registration onServerSideEvent(String event, ServerSideHandler handler) {
        return root.onServerSideEvent(event, handler);
    }
}
