package dev.parley.protocol.dialect;

/** The generations of Socket.IO clients that differ on the wire. */
public enum Generation {
    /** Clients 0.6. */
    V0_6("0.6"),
    /** Clients 0.7, 0.8 and 0.9. */
    V0_9("0.7-0.9"),
    /** Clients 1.x and 2.x: Engine.IO 3. */
    V2("1.x-2.x"),
    /** Clients 3.x and 4.x: Engine.IO 4. */
    V4("3.x-4.x");

    private final String clients;

    Generation(String clients) {
        this.clients = clients;
    }

    /** The client releases of this generation, such as {@code "3.x-4.x"}. */
    public String clients() {
        return clients;
    }
}
