package dev.parley.server.api;

/** Gets each socket that has joined a namespace. Runs on the dispatcher, before any event of the socket; may block. */
@FunctionalInterface
public interface ConnectHandler {
    /**
     * A socket joined.
     *
     * @throws Exception goes to the error handler; the socket lives on
     */
    void handle(Socket socket) throws Exception;
}
