package dev.parley.server.api;

/** Hears that a socket goes or has gone. Runs on the dispatcher, after the events that came before; may block. */
@FunctionalInterface
public interface DisconnectHandler {
    /**
     * The socket goes.
     *
     * @param reason why
     * @param detail a few words about the cause; the official server's {@code description}
     * @throws Exception goes to the error handler
     */
    void handle(DisconnectReason reason, String detail) throws Exception;
}
