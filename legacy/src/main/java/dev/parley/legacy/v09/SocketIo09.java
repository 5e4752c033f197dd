package dev.parley.legacy.v09;

import dev.parley.legacy.options.LegacyOptions;
import dev.parley.legacy.route.OldTransports;
import dev.parley.legacy.text.ScriptText;
import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.dialect.ConnectRules;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.dialect.HeartbeatStyle;
import dev.parley.protocol.dialect.Opening;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Refused;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Timings;
import dev.parley.protocol.dialect.TransportKind;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.http.ContentType;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clients 0.7, 0.8 and 0.9: "protocol version 1".
 *
 * <p>What they cannot be told is refused with {@link dev.parley.protocol.parser.NotExpressibleException}: binary data,
 * and namespaces with a colon in their name. A refused namespace is told as {@code 7::/name}, with the reason
 * {@code unauthorized} if that was the message of the refusal; other messages have no place in the protocol. There is no
 * auth payload; clients put such things into the query.
 *
 * <p><b>Protocol:</b> {@code GET /socket.io/1/} answers {@code sid:60:60:websocket,xhr-polling}; packets are
 * {@code type:id+:endpoint:data}, as in {@code 5:1+:/chat:{"name":"hi","args":[1]}}.
 *
 * <p><b>Threads:</b> any.
 */
public final class SocketIo09 implements Dialect {
    private static final ConnectRules CONNECT_RULES = new OldConnectRules();

    private final LegacyOptions options;

    /** One per set of codecs, because encoded packets are cached by it. */
    private final Map<Codecs, PacketEncoder> encoders = new ConcurrentHashMap<>(1);

    /** The dialect with the defaults of the official server 0.9. */
    public SocketIo09() {
        this(LegacyOptions.V0_9);
    }

    /** The dialect. */
    public SocketIo09(LegacyOptions options) {
        this.options = options;
    }

    @Override
    public Generation generation() {
        return Generation.V0_9;
    }

    @Override
    public @Nullable Route match(RequestHead head, String rest) {
        return OldRoutes.route(head, rest);
    }

    @Override
    public Wiring wiring(RequestHead head) {
        return OldWiring.INSTANCE;
    }

    @Override
    public HeartbeatStyle heartbeat() {
        return HeartbeatStyle.SERVER_PINGS;
    }

    /** None: the packet {@code 1::} is the first thing that a client hears on its transport. */
    @Override
    public @Nullable Frame opening(Opening opening) {
        return null;
    }

    /** Both times in whole seconds, never empty: clients 0.9 take an empty field for no time at all. */
    @Override
    public HttpBody handshake(Route route, Opening opening) {
        Timings timings = options.timings();
        Payload text = TextPayload.of(opening.sid()
                + ':'
                + Math.max(1, timings.heartbeatTimeout().toSeconds())
                + ':'
                + Math.max(1, timings.closeTimeout().toSeconds())
                + ':'
                + String.join(",", options.transports()));
        return route.jsonp() == Route.NO_JSONP
                ? new HttpBody(ContentType.TEXT, text)
                : new HttpBody(
                        "application/javascript",
                        ScriptText.call("io.j[" + route.jsonp() + "](", text, ");", ScriptText.Place.FILE));
    }

    @Override
    public @Nullable RefusalForm refusal(RequestHead head, Route route, Refused refused) {
        return OldRefusals.of(head, route, refused);
    }

    @Override
    public List<String> transports() {
        return options.transports();
    }

    @Override
    public TransportKind kindOf(String transport) {
        return OldTransports.kindOf(transport);
    }

    /** They do: the browsers of their time spoke hixie-75, hixie-76 and hybi-7 to 12. */
    @Override
    public boolean acceptsDraftWebSockets() {
        return true;
    }

    @Override
    public Timings timings() {
        return options.timings();
    }

    @Override
    public PacketDecoder newDecoder(Codecs codecs, DecodeLimits limits) {
        return new OldDecoder(codecs, limits);
    }

    @Override
    public PacketEncoder encoder(Codecs codecs) {
        return encoders.computeIfAbsent(codecs, fresh -> new OldEncoder(fresh.json()));
    }

    @Override
    public ConnectRules connectRules() {
        return CONNECT_RULES;
    }
}
