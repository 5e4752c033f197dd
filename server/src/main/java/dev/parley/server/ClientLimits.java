package dev.parley.server;

/**
 * What one client may pile up in a server.
 *
 * @param maxPendingEvents events of one socket that wait for handlers, from which on its client is not read from
 * @param maxPendingAcks answers that one socket may owe; further {@code emitWithAck} fail at once
 * @param maxNamespacesPerClient namespaces that one client may be in; further ones are refused
 * @param maxDynamicNamespaces dynamic namespaces of the whole server; further ones are refused
 * @param maxUnjoinedClients clients that have not joined any namespace yet; further connections are closed
 */
public record ClientLimits(
        int maxPendingEvents,
        int maxPendingAcks,
        int maxNamespacesPerClient,
        int maxDynamicNamespaces,
        int maxUnjoinedClients) {
    /** 1,000 events, 10,000 acks, 100 namespaces, 10,000 dynamic namespaces, 10,000 clients that have not joined. */
    public static final ClientLimits DEFAULT = new ClientLimits(1_000, 10_000, 100, 10_000, 10_000);

    /** Checks that all are positive. */
    public ClientLimits {
        positive("maxPendingEvents", maxPendingEvents);
        positive("maxPendingAcks", maxPendingAcks);
        positive("maxNamespacesPerClient", maxNamespacesPerClient);
        positive("maxDynamicNamespaces", maxDynamicNamespaces);
        positive("maxUnjoinedClients", maxUnjoinedClients);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
        }
    }
}
