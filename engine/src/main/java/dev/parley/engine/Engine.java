package dev.parley.engine;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.queue.DrainList;
import dev.parley.engine.queue.OutboxBudget;
import dev.parley.engine.time.HeartbeatWheel;
import dev.parley.engine.time.Strand;
import dev.parley.engine.time.StrandGroup;
import dev.parley.engine.transport.Batches;
import dev.parley.protocol.dialect.Dialect;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The engine: takes requests, checks them, and keeps the sessions that they open and belong to.
 *
 * <p><b>Threads:</b> all methods may be called from any thread, and never block.
 */
public final class Engine {
    private final StrandGroup strands;
    private final SessionRegistry sessions = new SessionRegistry();
    private final IdentityHashMap<Strand, EngineContext> contexts = new IdentityHashMap<>();
    private final Paths paths;
    private final Gate gate;
    private final AtomicReference<@Nullable CompletionStage<Void>> closed = new AtomicReference<>();

    /**
     * An engine.
     *
     * @param dialects the generations that are accepted, in the order in which they are asked for requests
     * @param strands where sessions live
     * @param listener hears of new sessions
     */
    public Engine(EngineOptions options, List<Dialect> dialects, StrandGroup strands, EngineListener listener) {
        this.strands = strands;
        OutboxBudget budget = new OutboxBudget(options.limits().processOutboxBytes());
        Overload overload = new Overload(budget, sessions);
        for (Strand strand : strands.strands()) {
            HeartbeatWheel wheel = new HeartbeatWheel(strand, strands.clock());
            DrainList drains = new DrainList(strand);
            contexts.put(
                    strand,
                    new EngineContext(
                            options,
                            sessions,
                            budget,
                            overload,
                            strand,
                            drains,
                            wheel,
                            strands.clock(),
                            new CommonParts(),
                            new Batches(),
                            options.metrics()::sent));
        }
        this.paths = new Paths(options, dialects);
        this.gate = new Gate(options, listener, paths);
        Handshakes handshakes = new Handshakes();
        SessionOpener opener =
                new SessionOpener(options, listener, this::nextContext, () -> closed.get() != null, handshakes, gate);
        Reception reception = new Reception(options, sessions, handshakes, opener, gate);
        gate.leadTo(reception::receive);
    }

    /**
     * Whether a request of this path is for the engine: whether it begins with the option {@code path} of a generation that
     * is accepted, and a slash.
     */
    public boolean matches(String path) {
        return paths.contain(path);
    }

    /** Answers a request that {@link #matches}: polls, posts, WebSocket handshakes, preflights. */
    public void handle(HttpExchange exchange) {
        gate.enter(exchange);
    }

    /** The open session of this id, or null. */
    public @Nullable Session find(String sid) {
        return sessions.find(sid);
    }

    /** How many sessions are open. */
    public int clientsCount() {
        return sessions.size();
    }

    /**
     * Opens no more sessions, tells all clients, sends what is queued for them, and completes when all sessions are over.
     * Clients are told in batches, spread over the first half of the window, so that they do not all come back at once.
     * Calls after the first return the same result.
     *
     * @param window how long this may take; sessions that are left then are cut off
     */
    public CompletionStage<Void> close(Duration window) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        if (closed.compareAndSet(null, result)) {
            new Shutdown(sessions, strands.strands().get(0)).begin(window).thenRun(() -> result.complete(null));
        }
        CompletionStage<Void> first = closed.get();
        return first == null ? result : first;
    }

    private EngineContext nextContext() {
        EngineContext context = contexts.get(strands.next());
        if (context == null) {
            throw new IllegalStateException("the strand group gave a strand that is not one of strands()");
        }
        return context;
    }
}
