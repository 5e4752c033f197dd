package dev.parley.protocol.dialect;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import java.util.List;
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

    /** The first frame of a session, or null if this generation begins with packets. */
    @Nullable Frame opening(Opening opening);

    /** The body that answers a request of the kind {@link Route.Kind#HANDSHAKE}; only where there are such. */
    default HttpBody handshake(Route route, Opening opening) {
        throw new UnsupportedOperationException(generation() + " has no handshake without a transport");
    }

    /**
     * How a request of this generation is refused, or null for the usual way.
     *
     * @param head the request
     * @param route what it means
     * @param refused why it is not served
     */
    default @Nullable RefusalForm refusal(RequestHead head, Route route, Refused refused) {
        return null;
    }

    /** The transports of this generation that are enabled, the preferred first; null if the server's option says it. */
    default @Nullable List<String> transports() {
        return null;
    }

    /** How a transport of this generation moves messages. */
    default TransportKind kindOf(String transport) {
        return transport.equals("polling") ? TransportKind.POLLING : TransportKind.MESSAGES;
    }

    /** Whether clients of this generation may come by WebSockets as drafts before RFC 6455 had them. */
    default boolean acceptsDraftWebSockets() {
        return false;
    }

    /** The times of this generation; null if the server's options say them. */
    default @Nullable Timings timings() {
        return null;
    }

    /** A decoder of packets for one session. */
    PacketDecoder newDecoder(Codecs codecs, DecodeLimits limits);

    /** The encoder of packets; always the same object for the same codecs, because encoded packets are cached by it. */
    PacketEncoder encoder(Codecs codecs);

    /** How clients of this generation join namespaces. */
    ConnectRules connectRules();
}
