package dev.parley.engine;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions that are open, by id. Any thread. */
final class SessionRegistry {
    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();

    /** Adds a session, unless its id is taken. */
    boolean add(Session session) {
        return sessions.putIfAbsent(session.id(), session) == null;
    }

    void remove(Session session) {
        sessions.remove(session.id(), session);
    }

    @Nullable Session find(String sid) {
        return sessions.get(sid);
    }

    int size() {
        return sessions.size();
    }

    Collection<Session> all() {
        return sessions.values();
    }
}
