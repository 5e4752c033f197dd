package dev.parley.server.core;

import dev.parley.server.adapter.Selection;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.api.AsyncMiddleware;
import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.ConnectHandler;
import dev.parley.server.api.Handshake;
import dev.parley.server.api.Middleware;
import dev.parley.server.api.Namespace;
import dev.parley.server.api.NamespacePredicate;
import dev.parley.server.api.ParentNamespace;
import dev.parley.server.api.Registration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parent of namespaces that clients bring into being. */
final class LocalParent implements ParentNamespace {
    private final NamespacePredicate predicate;
    private final Entrance entrance = new Entrance();
    private final Map<String, LocalNamespace> children = new ConcurrentHashMap<>();
    private final BroadcastOperator everyone = new Operator(children::values, Selection.ALL, SendFlags.DEFAULT);

    LocalParent(NamespacePredicate predicate) {
        this.predicate = predicate;
    }

    boolean accepts(String name, Handshake handshake) throws Exception {
        return predicate.accepts(name, handshake);
    }

    Entrance entrance() {
        return entrance;
    }

    void add(LocalNamespace child) {
        children.put(child.name(), child);
    }

    void remove(LocalNamespace child) {
        children.remove(child.name(), child);
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
    public Map<String, Namespace> children() {
        return Collections.unmodifiableMap(children);
    }

    @Override
    public BroadcastOperator everyone() {
        return everyone;
    }
}
