package dev.parley.protocol.parser;

/** A packet that the receiver's generation of the protocol cannot say, such as binary data to a 0.9 client. Counted; the receiver stays connected. */
public final class NotExpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What cannot be said to whom, in a sentence. */
    public NotExpressibleException(String message) {
        super(message, null, false, false);
    }
}
