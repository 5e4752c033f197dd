package dev.parley.legacy.v06;

import dev.parley.legacy.options.LegacyOptions;
import dev.parley.legacy.route.OldTransports;
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
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.parser.PacketEncoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clients 0.6, which know text and JSON messages and nothing else.
 *
 * <p>Their messages are the event {@code message} with one argument, and that event is what they can be sent. Everything
 * else is refused with {@link dev.parley.protocol.parser.NotExpressibleException}: other events (unless
 * {@link LegacyOptions#eventsAsJson} is set; then they are JSON messages {@code {"event":"name","args":[...]}}),
 * acknowledgements, and binary data. There are no namespaces; who is refused by a middleware of {@code /}, or
 * disconnected, is disconnected from the server.
 *
 * <p><b>Protocol:</b> {@code GET /socket.io/xhr-polling//time} answers {@code ~m~20~m~} and the id of the session;
 * messages are {@code ~m~5~m~hello} and {@code ~m~10~m~~j~{"a":1}}, heartbeats {@code ~m~4~m~~h~1}.
 *
 * <p><b>Threads:</b> any.
 */
public final class SocketIo06 implements Dialect {
    private static final ConnectRules CONNECT_RULES = new FirstConnectRules();

    private final LegacyOptions options;

    /** One per set of codecs, because encoded packets are cached by it. */
    private final Map<Codecs, PacketEncoder> encoders = new ConcurrentHashMap<>(1);

    /** The dialect with the defaults of the official server 0.6. */
    public SocketIo06() {
        this(LegacyOptions.V0_6);
    }

    /** The dialect. */
    public SocketIo06(LegacyOptions options) {
        this.options = options;
    }

    @Override
    public Generation generation() {
        return Generation.V0_6;
    }

    @Override
    public @Nullable Route match(RequestHead head, String rest) {
        return head.query().first("EIO") == null ? FirstRoutes.route(rest) : null;
    }

    @Override
    public Wiring wiring(RequestHead head) {
        return new FirstWiring();
    }

    @Override
    public HeartbeatStyle heartbeat() {
        return HeartbeatStyle.SERVER_PINGS;
    }

    /** None: the first packet says the id. */
    @Override
    public @Nullable Frame opening(Opening opening) {
        return null;
    }

    @Override
    public RefusalForm refusal(RequestHead head, Route route, Refused refused) {
        return FirstRoutes.refusal(head, refused.code());
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
        return new FirstDecoder(codecs, limits, options.eventsAsJson());
    }

    @Override
    public PacketEncoder encoder(Codecs codecs) {
        return encoders.computeIfAbsent(codecs, fresh -> new FirstEncoder(fresh.json(), options.eventsAsJson()));
    }

    @Override
    public ConnectRules connectRules() {
        return CONNECT_RULES;
    }
}
