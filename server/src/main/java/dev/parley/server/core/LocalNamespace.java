package dev.parley.server.core;

import dev.parley.engine.time.Strand;
import dev.parley.protocol.packet.Args;
import dev.parley.server.adapter.Adapter;
import dev.parley.server.adapter.AdapterContext;
import dev.parley.server.adapter.SavedSocket;
import dev.parley.server.adapter.Selection;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.api.AsyncMiddleware;
import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.ConnectHandler;
import dev.parley.server.api.Dispatch;
import dev.parley.server.api.Middleware;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.Registration;
import dev.parley.server.api.ServerSideHandler;
import dev.parley.server.api.Socket;
import dev.parley.server.dispatch.Dispatcher;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A namespace of this node. */
final class LocalNamespace implements Namespace {
    /** In {@link #inside}: the namespace has ended. */
    private static final int CLOSED = -1;

    private final String name;
    private final Namespaces owner;
    private final @Nullable LocalParent parent;
    private final Adapter adapter;
    private final BroadcastOperator everyone = new Operator(() -> List.of(this), Selection.ALL, SendFlags.DEFAULT);
    private final Entrance entrance = new Entrance();
    private final Map<String, LocalSocket> sockets = new ConcurrentHashMap<>();
    private final Map<String, ServerSideHandler> serverSide = new ConcurrentHashMap<>();
    private final AtomicLong ackIds = new AtomicLong();
    private final AtomicReference<@Nullable Dispatcher> dispatcher = new AtomicReference<>();

    /** Sockets that are in or on their way in; {@link #CLOSED} at the end. */
    private final AtomicInteger inside = new AtomicInteger();

    LocalNamespace(String name, Namespaces owner, @Nullable LocalParent parent) {
        this.name = name;
        this.owner = owner;
        this.parent = parent;
        this.adapter = owner.settings()
                .adapters()
                .create(new AdapterContext(name, owner.recoveryFor(name), this::nextAckId, this::handleServerSide));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BroadcastOperator everyone() {
        return everyone;
    }

    @Override
    public Adapter adapter() {
        return adapter;
    }

    Duration broadcastAckTimeout() {
        return owner.settings().broadcastAckTimeout();
    }

    /** The ids of acks are counted for the whole namespace, so that a broadcast carries one for all. */
    long nextAckId() {
        return ackIds.getAndIncrement();
    }

    // the way in and out

    /** Middlewares of the parent, then its own. */
    List<AsyncMiddleware> middlewares() {
        return parent == null ? entrance.middlewares() : parent.entrance().middlewaresBefore(entrance);
    }

    /** Counts a socket that wants in; false if the namespace has ended. */
    boolean enter() {
        return inside.getAndUpdate(count -> count == CLOSED ? CLOSED : count + 1) != CLOSED;
    }

    /** Takes back one {@link #enter}. A child without sockets ends, if the server is told so. */
    void exit() {
        int left = inside.decrementAndGet();
        if (left == 0 && parent != null && owner.settings().removesEmptyChildren()) {
            end();
        }
    }

    /** Ends the namespace if nobody is inside. */
    private void end() {
        if (inside.compareAndSet(0, CLOSED)) {
            owner.remove(this);
            close();
        }
    }

    /** Lets go of what it holds; its sockets have left, or will. */
    void close() {
        adapter.close();
        Dispatcher own = dispatcher.get();
        if (own != null) {
            own.close();
        }
    }

    void add(LocalSocket socket) {
        sockets.put(socket.id(), socket);
    }

    void remove(LocalSocket socket, boolean wasConnected) {
        if (wasConnected) {
            sockets.remove(socket.id(), socket);
        }
        exit();
    }

    /** Remembers a socket that lost its connection for as long as it may come back, and stays there for it meanwhile. */
    void keep(SavedSocket lost, Strand strand) {
        CoreSettings.RecoverySettings recovery = owner.settings().recovery();
        if (recovery != null) {
            adapter.save(lost);
            enter();
            Duration over = recovery.limits().maxDisconnectionDuration().plusMillis(1);
            strand.schedule(over, () -> {
                adapter.expire();
                exit();
            });
        }
    }

    @Nullable LocalParent parent() {
        return parent;
    }

    /** Shows a socket to the connect handlers. Mailbox of the socket. */
    void announce(LocalSocket socket) {
        if (parent != null) {
            parent.entrance().announce(socket);
        }
        entrance.announce(socket);
    }

    @Override
    public Registration onConnect(ConnectHandler handler) {
        return entrance.onConnect(handler);
    }

    @Override
    public Registration use(Middleware middleware) {
        return entrance.use(middleware);
    }

    @Override
    public Registration useAsync(AsyncMiddleware middleware) {
        return entrance.useAsync(middleware);
    }

    @Override
    public void dispatch(Dispatch dispatch) {
        Dispatcher before = dispatcher.getAndSet(Dispatcher.open(dispatch, owner.clock()));
        if (before != null) {
            before.close();
        }
    }

    /** Where the handlers of its sockets run: its own dispatcher, or the server's. */
    Dispatcher dispatcher() {
        Dispatcher own = dispatcher.get();
        return own == null ? owner.settings().dispatcher() : own;
    }

    @Override
    public Map<String, Socket> sockets() {
        return Collections.unmodifiableMap(sockets);
    }

    // other nodes

    @Override
    public void serverSideEmit(String event, @Nullable Object... args) {
        adapter.serverSideEmit(ReservedNames.checkServerSide(event), Arguments.of(args));
    }

    @Override
    public CompletionStage<List<Args>> serverSideEmitWithAck(String event, @Nullable Object... args) {
        return adapter.serverSideEmitWithAck(ReservedNames.checkServerSide(event), Arguments.of(args));
    }

    @Override
    public Registration onServerSideEvent(String event, ServerSideHandler handler) {
        serverSide.put(event, handler);
        return () -> serverSide.remove(event, handler);
    }

    private CompletionStage<Args> handleServerSide(String event, Args args) {
        ServerSideHandler handler = serverSide.get(event);
        if (handler == null) {
            return CompletableFuture.failedStage(new IllegalStateException("nobody handles " + event + " in " + name));
        }
        CompletableFuture<Args> answer = new CompletableFuture<>();
        owner.settings().dispatcher().executor().execute(() -> answer(event, handler, args, answer));
        return answer;
    }

    private void answer(String event, ServerSideHandler handler, Args args, CompletableFuture<Args> answer) {
        try {
            Object result = handler.handle(args);
            CompletionStage<?> later =
                    result instanceof CompletionStage<?> stage ? stage : CompletableFuture.completedStage(result);
            later.whenComplete((value, error) -> {
                if (error == null) {
                    answer.complete(Arguments.of(value));
                } else {
                    answer.completeExceptionally(error);
                }
            });
        } catch (Throwable e) {
            owner.errors().report(e, "server-side event " + event, null);
            answer.completeExceptionally(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
