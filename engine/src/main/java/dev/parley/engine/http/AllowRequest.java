package dev.parley.engine.http;

import dev.parley.protocol.http.RequestHead;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides whether a request may open a session. Asked once per session, after all other checks.
 *
 * <p><b>Threads:</b> called on the thread of the connection, and must not block; what takes time completes the stage
 * later, from any thread. A stage that fails, and an exception, refuse with {@code Forbidden}.
 */
@FunctionalInterface
public interface AllowRequest {
    /** Allows everything: the default. */
    AllowRequest ALL = head -> CompletableFuture.completedStage(Admission.allowed());

    /** The decision about {@code head}. */
    CompletionStage<Admission> decide(RequestHead head);

    /** From a function that knows at once. */
    static AllowRequest of(Function<RequestHead, Admission> decision) {
        return head -> CompletableFuture.completedStage(decision.apply(head));
    }

    /** From a test that knows at once; refuses with {@code Forbidden}. */
    static AllowRequest where(Predicate<RequestHead> test) {
        return of(head -> test.test(head) ? Admission.allowed() : Admission.refused());
    }

    /**
     * A decision.
     *
     * @param isAllowed whether the session may open
     * @param message the text that the client gets if not
     */
    record Admission(boolean isAllowed, String message) {
        private static final Admission ALLOWED = new Admission(true, "");
        private static final Admission REFUSED = new Admission(false, EngineError.FORBIDDEN.message());

        /** The session may open. */
        public static Admission allowed() {
            return ALLOWED;
        }

        /** The session may not open: {@code {"code":4,"message":"Forbidden"}}. */
        public static Admission refused() {
            return REFUSED;
        }

        /** The session may not open, for a reason that the client gets: {@code {"code":4,"message":"nope"}}. */
        public static Admission refused(String message) {
            return new Admission(false, message);
        }
    }
}
