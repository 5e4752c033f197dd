package dev.parley.protocol.parser;

/**
 * A way to write packets: the default one of Socket.IO, MessagePack, or an application's own. Both sides must use the
 * same.
 *
 * <p><b>Threads:</b> any; a parser has no state, its decoders have.
 */
public interface Parser {
    /** A short name for logs, such as {@code "default"}. */
    String name();

    /** The encoder; always the same object, because encoded packets are cached by it. */
    PacketEncoder encoder();

    /** A decoder for one session. */
    PacketDecoder newDecoder(DecodeLimits limits);
}
