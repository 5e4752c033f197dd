package dev.parley.server.api;

/** Decides whether a namespace that nobody made yet may come into being for a client. Runs on the dispatcher; may block. */
@FunctionalInterface
public interface NamespacePredicate {
    /**
     * Whether it may.
     *
     * @param name the name that the client asked for
     * @param handshake the client, with its auth
     * @throws Exception counts as no, and goes to the error handler
     */
    boolean accepts(String name, Handshake handshake) throws Exception;
}
