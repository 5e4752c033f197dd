package dev.parley.engine;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The sessions that are open, by id. Any thread. */
final class SessionRegistry {
    private final ConcurrentHashMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Runnable> whenEmpty = new AtomicReference<>();

    /** Adds a session, unless its id is taken. */
    boolean add(EngineSession session) {
        return sessions.putIfAbsent(session.id(), session) == null;
    }

    void remove(EngineSession session) {
        sessions.remove(session.id(), session);
        tellIfEmpty();
    }

    @Nullable EngineSession find(String sid) {
        return sessions.get(sid);
    }

    int size() {
        return sessions.size();
    }

    Collection<EngineSession> all() {
        return sessions.values();
    }

    /** Runs {@code task} once, as soon as there are no sessions. */
    void onceEmpty(Runnable task) {
        whenEmpty.set(task);
        tellIfEmpty();
    }

    private void tellIfEmpty() {
        if (whenEmpty.get() != null && sessions.isEmpty()) {
            Runnable task = whenEmpty.getAndSet(null);
            if (task != null) {
                task.run();
            }
        }
    }
}
