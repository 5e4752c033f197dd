package dev.parley.protocol.dialect;

/** How a transport moves messages, whatever it is called. */
public enum TransportKind {
    /** One request after another, each answered when there is something to say. */
    POLLING,
    /** A connection that carries messages both ways. */
    MESSAGES,
    /** One answer without an end, and requests beside it for the other direction. */
    STREAM
}
