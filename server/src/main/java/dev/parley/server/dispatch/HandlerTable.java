package dev.parley.server.dispatch;

import dev.parley.server.api.EventHandler;
import dev.parley.server.api.Registration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Handlers by the name of their event, in the order of registration. Any thread. */
public final class HandlerTable {
    private static final EventHandler[] NOBODY = {};

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; the arrays are never changed. */
    private final Map<String, EventHandler[]> handlers = new HashMap<>(4);

    /** Adds a handler, behind those that are there or in front of them. */
    public Registration add(String event, EventHandler handler, boolean first) {
        lock.lock();
        try {
            EventHandler[] known = handlers.getOrDefault(event, NOBODY);
            EventHandler[] more = new EventHandler[known.length + 1];
            System.arraycopy(known, 0, more, first ? 1 : 0, known.length);
            more[first ? 0 : known.length] = handler;
            handlers.put(event, more);
        } finally {
            lock.unlock();
        }
        return () -> remove(event, handler);
    }

    private void remove(String event, EventHandler handler) {
        lock.lock();
        try {
            EventHandler[] known = handlers.getOrDefault(event, NOBODY);
            EventHandler[] rest =
                    Arrays.stream(known).filter(one -> one != handler).toArray(EventHandler[]::new);
            if (rest.length == 0) {
                handlers.remove(event);
            } else {
                handlers.put(event, rest);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes back all handlers of an event. */
    public void remove(String event) {
        lock.lock();
        try {
            handlers.remove(event);
        } finally {
            lock.unlock();
        }
    }

    /** Takes back all handlers. */
    public void clear() {
        lock.lock();
        try {
            handlers.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The handlers of an event. Do not change the array. */
    public EventHandler[] find(String event) {
        lock.lock();
        try {
            return handlers.getOrDefault(event, NOBODY);
        } finally {
            lock.unlock();
        }
    }

    /** The names that have a handler. */
    public List<String> names() {
        lock.lock();
        try {
            return List.copyOf(handlers.keySet());
        } finally {
            lock.unlock();
        }
    }
}
