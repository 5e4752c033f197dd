package dev.parley.server.api;

/** Decides whether a client may join a namespace. Runs on the dispatcher, in the order of registration; may block. */
@FunctionalInterface
public interface Middleware {
    /**
     * Lets the client pass by returning.
     *
     * @throws ConnectionRefusedException to refuse it with a message and data
     * @throws Exception anything else refuses it with {@code "internal error"} and goes to the error handler
     */
    void handle(Socket socket) throws Exception;
}
