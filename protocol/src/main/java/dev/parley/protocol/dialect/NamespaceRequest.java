package dev.parley.protocol.dialect;

import dev.parley.protocol.http.Query;
import dev.parley.protocol.packet.Args;

/**
 * A client's wish to join a namespace.
 *
 * @param namespace its name, without query
 * @param query what came with the name in generations that allow it, else empty
 * @param auth nothing, or one object
 */
public record NamespaceRequest(String namespace, Query query, Args auth) {}
