package dev.parley.server.api;

import dev.parley.protocol.dialect.Generation;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The engine connection of a client. */
public interface Connection {
    /** The session id: a secret between server and client. */
    String id();

    /** The transport in use now, such as {@code "polling"} or {@code "websocket"}. */
    String transport();

    /** The generation of the client. */
    Generation generation();

    /** Bytes queued for the client and not yet handed to the transport. */
    long bufferedBytes();

    /** Whether little enough is queued to send more: less than 256 KiB by default, and the transport is ready. */
    boolean isWritable();

    /** Completes when {@link #isWritable} is true or the connection has closed. */
    CompletionStage<Void> whenWritable();

    /** Hears that the client moved to another transport. Called on the event loop: must not block. */
    Registration onUpgrade(Consumer<String> listener);

    /** Closes the connection after what is queued; the sockets' reason is {@code forced close}. */
    void close();
}
