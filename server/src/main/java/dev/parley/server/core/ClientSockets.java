package dev.parley.server.core;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one client, joined or about to, by the names of their namespaces. They are few, and mostly one: an array
 * that is replaced when it changes.
 *
 * <p><b>Threads:</b> the session's strand adds, any thread removes and looks.
 */
final class ClientSockets {
    private static final LocalSocket[] NONE = {};
    private static final AtomicReferenceFieldUpdater<ClientSockets, LocalSocket[]> ALL =
            AtomicReferenceFieldUpdater.newUpdater(ClientSockets.class, LocalSocket[].class, "all");

    /** Written by {@link #ALL} only. */
    private volatile LocalSocket[] all = NONE;

    int size() {
        return all.length;
    }

    @Nullable LocalSocket find(String namespace) {
        for (LocalSocket socket : all) {
            if (socket.namespace().name().equals(namespace)) {
                return socket;
            }
        }
        return null;
    }

    /** Adds a socket; one of the same namespace, which is on its way out, makes room for it. */
    void add(LocalSocket socket) {
        String namespace = socket.namespace().name();
        replace(one -> one.namespace().name().equals(namespace), socket);
    }

    /** Removes this socket, and no other of its namespace. */
    void remove(LocalSocket socket) {
        replace(one -> one == socket, null);
    }

    private void replace(Predicate<LocalSocket> leaves, @Nullable LocalSocket fresh) {
        LocalSocket[] before;
        LocalSocket[] after;
        do {
            before = all;
            LocalSocket[] kept = new LocalSocket[before.length + 1];
            int count = 0;
            for (LocalSocket one : before) {
                if (!leaves.test(one)) {
                    kept[count++] = one;
                }
            }
            if (fresh != null) {
                kept[count++] = fresh;
            }
            after = count == 0 ? NONE : Arrays.copyOf(kept, count);
        } while (!ALL.compareAndSet(this, before, after));
    }

    /** Those of this moment. */
    void forEach(Consumer<LocalSocket> action) {
        List.of(all).forEach(action);
    }

    boolean isAnyConnected() {
        return Arrays.stream(all).anyMatch(LocalSocket::isConnected);
    }
}
