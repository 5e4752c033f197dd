package dev.parley.server.adapter;

import dev.parley.server.api.Registration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells applications of rooms that come, go, fill and empty. What a listener throws is logged, and nobody else suffers. */
final class RoomEvents implements RoomListener {
    private static final Logger log = LoggerFactory.getLogger(RoomEvents.class);

    private final List<Consumer<String>> onCreate = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> onDelete = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, String>> onJoin = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, String>> onLeave = new CopyOnWriteArrayList<>();

    Registration onCreate(Consumer<String> listener) {
        return add(onCreate, listener);
    }

    Registration onDelete(Consumer<String> listener) {
        return add(onDelete, listener);
    }

    Registration onJoin(BiConsumer<String, String> listener) {
        return add(onJoin, listener);
    }

    Registration onLeave(BiConsumer<String, String> listener) {
        return add(onLeave, listener);
    }

    private static <T> Registration add(List<T> listeners, T listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void created(String room) {
        for (Consumer<String> listener : onCreate) {
            guarded(() -> listener.accept(room));
        }
    }

    @Override
    public void deleted(String room) {
        for (Consumer<String> listener : onDelete) {
            guarded(() -> listener.accept(room));
        }
    }

    @Override
    public void joined(String room, String socketId) {
        for (BiConsumer<String, String> listener : onJoin) {
            guarded(() -> listener.accept(room, socketId));
        }
    }

    @Override
    public void left(String room, String socketId) {
        for (BiConsumer<String, String> listener : onLeave) {
            guarded(() -> listener.accept(room, socketId));
        }
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.warn("a listener of room events failed", e);
        }
    }
}
