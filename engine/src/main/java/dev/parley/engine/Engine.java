package dev.parley.engine;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.time.StrandGroup;
import dev.parley.protocol.dialect.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The engine: takes requests, checks them, and keeps the sessions that they open and belong to.
 *
 * <p><b>Threads:</b> all methods may be called from any thread, and never block.
 */
public final class Engine {
    private final EngineOptions options;
    private final SessionRegistry sessions = new SessionRegistry();

    /**
     * An engine.
     *
     * @param dialects the generations that are accepted, in the order in which they are asked for requests
     * @param strands where sessions live
     * @param listener hears of new sessions
     */
    public Engine(EngineOptions options, List<Dialect> dialects, StrandGroup strands, EngineListener listener) {
        this.options = options;
    }

    /** Whether a request of this path is for the engine: whether it begins with the option {@code path} and a slash. */
    public boolean matches(String path) {
        String own = options.path();
        return path.length() > own.length() && path.charAt(own.length()) == '/' && path.startsWith(own);
    }

    /** Answers a request that {@link #matches}: polls, posts, WebSocket handshakes, preflights. */
    public void handle(HttpExchange exchange) {
        exchange.respond(HttpReply.of(503, null).closing());
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
     *
     * @param window how long this may take; sessions that are left then are cut off
     */
    public CompletionStage<Void> close(Duration window) {
        return CompletableFuture.completedStage(null);
    }
}
