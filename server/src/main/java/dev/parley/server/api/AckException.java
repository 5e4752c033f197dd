package dev.parley.server.api;

/** An answer that did not come. The official server's words are the message. */
public final class AckException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cause cause;

    /** No answer, because of {@code cause}. */
    public AckException(Cause cause) {
        super(cause.message, null, false, false);
        this.cause = cause;
    }

    /** Why no answer came. */
    public Cause reason() {
        return cause;
    }

    /** Reasons for which no answer comes. */
    public enum Cause {
        /** The time was over. */
        TIMEOUT("operation has timed out"),
        /** The client left, or was not there. */
        DISCONNECTED("socket has been disconnected"),
        /** Too many answers are awaited from this client already. */
        TOO_MANY_PENDING("too many acknowledgements are pending"),
        /** The client's generation has no acknowledgements, or no words for the arguments. */
        NOT_EXPRESSIBLE("the client's generation cannot answer this");

        private final String message;

        Cause(String message) {
            this.message = message;
        }
    }
}
