package dev.parley.protocol.dialect;

/** The generations of Socket.IO clients that differ on the wire. */
public enum Generation {
    /** Clients 0.6. */
    V0_6("0.6", true),
    /** Clients 0.7, 0.8 and 0.9. */
    V0_9("0.7-0.9", true),
    /** Clients 1.x and 2.x: Engine.IO 3. */
    V2("1.x-2.x", false),
    /** Clients 3.x and 4.x: Engine.IO 4. */
    V4("3.x-4.x", false);

    private final String clients;

    private final boolean ownTransports;

    Generation(String clients, boolean ownTransports) {
        this.clients = clients;
        this.ownTransports = ownTransports;
    }

    /** The client releases of this generation, such as {@code "3.x-4.x"}. */
    public String clients() {
        return clients;
    }

    /** Whether it has transports of its own, which are chosen with its dialect and not among polling and WebSocket. */
    public boolean hasOwnTransports() {
        return ownTransports;
    }
}
