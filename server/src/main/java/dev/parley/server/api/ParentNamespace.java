package dev.parley.server.api;

import java.util.Map;

/**
 * The common ancestor of namespaces that come into being when a client asks for a name that it accepts. Its middlewares
 * and connect handlers apply to all of them, present and future, before their own; as an operator it addresses the
 * sockets of all of them.
 */
public interface ParentNamespace extends Audience {
    /** Gets each socket that joins a child. */
    Registration onConnect(ConnectHandler handler);

    /** Adds a middleware to all children. */
    Registration use(Middleware middleware);

    /** Adds an asynchronous middleware to all children. */
    Registration useAsync(AsyncMiddleware middleware);

    /** The children that exist now, by name. */
    Map<String, Namespace> children();
}
