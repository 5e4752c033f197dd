package dev.parley.engine.carrier;

/** Takes the body of a request; exactly one method is called, once. */
public interface BodyReceiver {
    /** The whole body, given away. */
    void complete(byte[] body);

    /** The body is longer than allowed. The exchange can still be answered. */
    void tooLarge();

    /** The connection ended first; nothing can be answered. */
    void aborted();
}
