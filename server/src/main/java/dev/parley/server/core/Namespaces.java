package dev.parley.server.core;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineListener;
import dev.parley.engine.Session;
import dev.parley.engine.SessionListener;
import dev.parley.engine.time.Clock;
import dev.parley.server.adapter.Recovery;
import dev.parley.server.adapter.SavedSocket;
import dev.parley.server.api.Handshake;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.NamespacePredicate;
import dev.parley.server.api.ParentNamespace;
import dev.parley.server.api.Registration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All namespaces of a server, and the clients that may join them. Any thread. */
public final class Namespaces implements EngineListener {
    private final CoreSettings settings;
    private final ErrorHandlers errors;
    private final Clock clock;
    private final Map<String, LocalNamespace> byName = new ConcurrentHashMap<>();
    private final List<LocalParent> parents = new CopyOnWriteArrayList<>();
    private final List<Consumer<Namespace>> newNamespaceListeners = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, SavedSocket>> expiryListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<ConnectionError>> refusalListeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger unjoined = new AtomicInteger();
    private final AtomicInteger dynamic = new AtomicInteger();

    /** No namespaces yet but {@code /}. */
    public Namespaces(CoreSettings settings, ErrorHandlers errors, Clock clock) {
        this.settings = settings;
        this.errors = errors;
        this.clock = clock;
        of("/");
    }

    CoreSettings settings() {
        return settings;
    }

    ErrorHandlers errors() {
        return errors;
    }

    Clock clock() {
        return clock;
    }

    /** The namespace of that name, made if need be. The leading slash may be left out. */
    public Namespace of(String name) {
        String full = name.startsWith("/") ? name : "/" + name;
        LocalNamespace known = byName.get(full);
        if (known != null) {
            return known;
        }
        LocalNamespace fresh = new LocalNamespace(full, this, null);
        LocalNamespace other = byName.putIfAbsent(full, fresh);
        if (other != null) {
            return other;
        }
        if (!full.equals("/")) {
            tell(fresh);
        }
        return fresh;
    }

    /** A parent of namespaces that come into being when a client asks for a name that {@code predicate} accepts. */
    public ParentNamespace of(NamespacePredicate predicate) {
        LocalParent parent = new LocalParent(predicate);
        parents.add(parent);
        return parent;
    }

    /** Makes all sockets of a namespace leave, and forgets it; false if there is none of that name, or it is {@code /}. */
    public boolean remove(String name) {
        LocalNamespace known = name.equals("/") ? null : byName.get(name);
        if (known == null) {
            return false;
        }
        remove(known);
        known.disconnectSockets(false);
        known.close();
        return true;
    }

    void remove(LocalNamespace namespace) {
        LocalParent parent = namespace.parent();
        if (byName.remove(namespace.name(), namespace) && parent != null) {
            parent.remove(namespace);
            dynamic.decrementAndGet();
        }
    }

    /** Hears of namespaces that begin to exist, those of clients among them. Must not block. */
    public Registration onNewNamespace(Consumer<Namespace> listener) {
        newNamespaceListeners.add(listener);
        return () -> newNamespaceListeners.remove(listener);
    }

    private void tell(Namespace fresh) {
        for (Consumer<Namespace> listener : newNamespaceListeners) {
            try {
                listener.accept(fresh);
            } catch (RuntimeException e) {
                errors.report(e, "new_namespace listener", null);
            }
        }
    }

    /** Hears of namespace and socket when a lost connection did not come back in time. Must not block. */
    public Registration onExpired(BiConsumer<String, SavedSocket> listener) {
        expiryListeners.add(listener);
        return () -> expiryListeners.remove(listener);
    }

    /** Hears of requests that the engine refused. Must not block. */
    public Registration onConnectionError(Consumer<ConnectionError> listener) {
        refusalListeners.add(listener);
        return () -> refusalListeners.remove(listener);
    }

    @Override
    public void onConnectionError(ConnectionError error) {
        for (Consumer<ConnectionError> listener : refusalListeners) {
            try {
                listener.accept(error);
            } catch (RuntimeException e) {
                errors.report(e, "connection_error listener", null);
            }
        }
    }

    @Nullable Recovery recoveryFor(String namespace) {
        CoreSettings.RecoverySettings recovery = settings.recovery();
        return recovery == null
                ? null
                : new Recovery(recovery.limits(), clock, recovery.encoder(), socket -> expired(namespace, socket));
    }

    private void expired(String namespace, SavedSocket socket) {
        for (BiConsumer<String, SavedSocket> listener : expiryListeners) {
            try {
                listener.accept(namespace, socket);
            } catch (RuntimeException e) {
                errors.report(e, "expiry listener", null);
            }
        }
    }

    @Nullable LocalNamespace find(String name) {
        return byName.get(name);
    }

    /** Asks the parents on {@code executor} whether the namespace may be made; it comes entered, or null. */
    CompletionStage<@Nullable LocalNamespace> create(String name, Handshake handshake, Executor executor) {
        if (parents.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return CompletableFuture.supplyAsync(() -> create(name, handshake), executor);
        } catch (RejectedExecutionException stopped) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private @Nullable LocalNamespace create(String name, Handshake handshake) {
        for (LocalParent parent : parents) {
            if (accepts(parent, name, handshake)) {
                return enterChild(parent, name);
            }
        }
        return null;
    }

    private boolean accepts(LocalParent parent, String name, Handshake handshake) {
        try {
            return parent.accepts(name, handshake);
        } catch (Throwable e) {
            errors.report(e, "namespace predicate", null);
            return false;
        }
    }

    private @Nullable LocalNamespace enterChild(LocalParent parent, String name) {
        while (true) {
            LocalNamespace known = byName.get(name);
            if (known == null) {
                known = makeChild(parent, name);
            }
            if (known == null || known.enter()) {
                return known;
            }
            remove(known); // it ended between our look and our knock; make another
        }
    }

    private @Nullable LocalNamespace makeChild(LocalParent parent, String name) {
        if (dynamic.incrementAndGet() > settings.coreLimits().maxDynamicNamespaces()) {
            dynamic.decrementAndGet();
            return null;
        }
        LocalNamespace fresh = new LocalNamespace(name, this, parent);
        LocalNamespace other = byName.putIfAbsent(name, fresh);
        if (other != null) {
            dynamic.decrementAndGet();
            return other;
        }
        parent.add(fresh);
        tell(fresh);
        return fresh;
    }

    // clients

    @Override
    public SessionListener onOpen(Session session) {
        ClientConnection client = new ClientConnection(session, this);
        clients.incrementAndGet();
        if (unjoined.incrementAndGet() > settings.coreLimits().maxUnjoinedClients()) {
            session.abort(CloseReason.FORCED_CLOSE);
        } else {
            client.opened();
        }
        return client;
    }

    void clientJoined() {
        unjoined.decrementAndGet();
    }

    void clientGone() {
        clients.decrementAndGet();
    }

    /** How many clients are connected, whether they have joined a namespace or not. */
    public int clientsCount() {
        return clients.get();
    }
}
