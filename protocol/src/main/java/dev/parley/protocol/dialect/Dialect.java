package dev.parley.protocol.dialect;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the protocol, engine and packets together. Turns its wire into the frames and packets that all
 * generations share, and back. Nothing outside a dialect asks for a version.
 *
 * <p><b>Threads:</b> any; a dialect has no state.
 */
public interface Dialect {
    /** The generation. */
    Generation generation();

    /**
     * What a request means in this generation, or null if it is of another.
     *
     * @param head the request
     * @param rest its path below the resource path, without the leading slash: empty for {@code /socket.io/}
     */
    @Nullable Route match(RequestHead head, String rest);

    /** How the session that {@code head} opens is wired. */
    Wiring wiring(RequestHead head);

    /** Which side sends heartbeats. */
    HeartbeatStyle heartbeat();

    /** The first frame of a session. */
    Frame opening(Opening opening);

    /** A decoder of packets for one session. */
    PacketDecoder newDecoder(Codecs codecs, DecodeLimits limits);

    /** The encoder of packets; always the same object for the same codecs, because encoded packets are cached by it. */
    PacketEncoder encoder(Codecs codecs);

    /** How clients of this generation join namespaces. */
    ConnectRules connectRules();
}
