package dev.parley.benchmarks.load;

/** What a client is for. One per client. */
interface Role {
    /** The client is connected to the namespace. */
    void ready(Client client);

    /**
     * A message came.
     *
     * @param bytes holds it, until the next one
     */
    void message(Client client, byte[] bytes, int length, boolean isBinary);

    /** The connection ended, whoever ended it. */
    default void closed(Client client) {
        client.unexpected("the connection ended");
    }
}
