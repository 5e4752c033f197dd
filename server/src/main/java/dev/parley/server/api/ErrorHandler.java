package dev.parley.server.api;

import org.jspecify.annotations.Nullable;

/** Gets what applications' own code threw. Any thread; must not block. */
@FunctionalInterface
public interface ErrorHandler {
    /** Something failed. */
    void handle(Failure failure);

    /**
     * What failed, and where.
     *
     * @param error what was thrown
     * @param where what ran, such as {@code "event say"} or {@code "middleware"}
     * @param socket for which socket, or null
     */
    record Failure(Throwable error, String where, @Nullable Socket socket) {}
}
