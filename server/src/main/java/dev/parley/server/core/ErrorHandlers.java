package dev.parley.server.core;

import dev.parley.server.api.ErrorHandler;
import dev.parley.server.api.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place to which everything goes that applications' code throws. */
public final class ErrorHandlers {
    private static final Logger log = LoggerFactory.getLogger(ErrorHandlers.class);

    private volatile ErrorHandler handler = ErrorHandlers::log;

    private static void log(ErrorHandler.Failure failure) {
        Socket socket = failure.socket();
        log.error("{}: {} failed", socket == null ? "server" : socket.id(), failure.where(), failure.error());
    }

    /** Replaces the handler; the first one logs. */
    public void set(ErrorHandler handler) {
        this.handler = handler;
    }

    /** Reports a failure. */
    public void report(Throwable error, String where, @Nullable Socket socket) {
        call(handler, new ErrorHandler.Failure(error, where, socket));
    }

    static void call(ErrorHandler handler, ErrorHandler.Failure failure) {
        try {
            handler.handle(failure);
        } catch (RuntimeException e) {
            log.error("the error handler failed for {}", failure.where(), e);
        }
    }
}
