package dev.parley.protocol.frame;

/**
 * A peer sent what its protocol does not allow. Ends that peer's session and nothing else; costs no stack trace.
 *
 * <p>Its message is for debug logs and close descriptions: our own words, never the peer's bytes.
 */
public final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A violation, described in a few words such as {@code "unknown packet type"}. */
    public ProtocolViolation(String message) {
        super(message, null, false, false);
    }
}
