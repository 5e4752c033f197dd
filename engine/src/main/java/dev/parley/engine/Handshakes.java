package dev.parley.engine;

import dev.parley.protocol.dialect.Timings;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Clients 0.7 to 0.9 that have shaken hands, and have not come by a transport yet: there is no session before they do.
 * Any thread.
 */
final class Handshakes {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Clients that are waited for at once: a handshake costs its sender nothing, and us half a minute of memory. */
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<String, Pending> pending = new ConcurrentHashMap<>();

    /** Remembers a client for as long as its generation may take; false if the id is in use. */
    boolean add(Opened opened, EngineContext context) {
        Pending fresh = new Pending(opened, context);
        if (pending.putIfAbsent(opened.sid(), fresh) != null) {
            return false;
        }
        Timings timings = opened.dialect().timings();
        Duration patience = timings == null ? PATIENCE : timings.openTimeout();
        context.strand().schedule(patience, () -> pending.remove(opened.sid(), fresh));
        return true;
    }

    /** Whether so many are waited for that no more can be. */
    boolean areMany() {
        return pending.size() >= MOST;
    }

    @Nullable Pending find(String sid) {
        return pending.get(sid);
    }

    /** Forgets a client that came, or that left. */
    void remove(String sid) {
        pending.remove(sid);
    }

    /**
     * A client that has shaken hands.
     *
     * @param opened what is known of it
     * @param context of its strand
     */
    record Pending(Opened opened, EngineContext context) {}
}
