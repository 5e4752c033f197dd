package dev.parley.server.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What one needs to know of stages that applications give. */
public final class Stages {
    private Stages() {}

    /** Why a stage that is done failed, or null if it succeeded. */
    public static @Nullable Throwable failureOf(CompletionStage<?> done) {
        CompletableFuture<?> future = done.toCompletableFuture();
        if (!future.isCompletedExceptionally()) {
            return null;
        }
        try {
            future.get();
            return null;
        } catch (ExecutionException e) {
            return unwrap(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        } catch (RuntimeException cancelled) {
            return cancelled;
        }
    }

    /** The failure itself, without the wrappings of stages. */
    public static Throwable unwrap(Throwable error) {
        Throwable cause = error.getCause();
        boolean wrapped = error instanceof CompletionException || error instanceof ExecutionException;
        return wrapped && cause != null ? unwrap(cause) : error;
    }
}
