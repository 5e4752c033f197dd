package dev.parley.netty.websocket;

/** A peer broke the rules of WebSockets. Ends its connection with {@link #code}; costs no stack trace. */
final class FrameViolation extends Exception {
    private static final long serialVersionUID = 1;

    /** The frame is not as RFC 6455 has it. */
    static final int PROTOCOL_ERROR = 1002;

    /** Text that is not UTF-8, or compressed data that is none. */
    static final int INVALID_DATA = 1007;

    /** Over a limit. */
    static final int TOO_BIG = 1009;

    private final int code;
    private final String words;

    private FrameViolation(int code, String words) {
        super(words, null, false, false);
        this.code = code;
        this.words = words;
    }

    static FrameViolation protocol(String message) {
        return new FrameViolation(PROTOCOL_ERROR, message);
    }

    static FrameViolation invalid(String message) {
        return new FrameViolation(INVALID_DATA, message);
    }

    static FrameViolation tooBig(String message) {
        return new FrameViolation(TOO_BIG, message);
    }

    /** What was wrong, for logs and the close frame: our own words, never the peer's bytes. */
    String words() {
        return words;
    }

    int code() {
        return code;
    }
}
