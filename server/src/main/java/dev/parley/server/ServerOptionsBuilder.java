package dev.parley.server;

import dev.parley.engine.EngineOptions;
import dev.parley.engine.EngineOptionsBuilder;
import dev.parley.engine.Limits;
import dev.parley.engine.SidGenerator;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.engine.http.AllowRequest;
import dev.parley.engine.http.Cookie;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.EngineMiddleware;
import dev.parley.engine.http.HeaderHook;
import dev.parley.engine.http.HttpCompression;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.engine.http.TrustedProxies;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.Parser;
import dev.parley.protocol.payload.Payload;
import dev.parley.server.adapter.AdapterFactory;
import dev.parley.server.api.Dispatch;
import dev.parley.server.metrics.ServerMetrics;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link ServerOptions}; the options of the engine are among them. Values are checked in the setter. One thread at a
 * time.
 */
public final class ServerOptionsBuilder {
    private final EngineOptionsBuilder engine = EngineOptions.builder();

    Duration connectTimeout = ServerOptions.DEFAULT_CONNECT_TIMEOUT;

    @Nullable Duration ackTimeout;

    Duration broadcastAckTimeout = ServerOptions.DEFAULT_BROADCAST_ACK_TIMEOUT;
    boolean cleanupEmptyChildNamespaces = true;

    @Nullable ConnectionStateRecovery recovery;

    Dispatch dispatch = Dispatch.auto();

    @Nullable JsonCodec json;

    Function<JsonCodec, Parser> parser = DefaultParser::new;
    List<Dialect> dialects = ServerOptions.DEFAULT_DIALECTS;
    AdapterFactory adapter = AdapterFactory.LOCAL;
    DecodeLimits decodeLimits = DecodeLimits.DEFAULT;
    ClientLimits clientLimits = ClientLimits.DEFAULT;
    ServerMetrics metrics = ServerMetrics.NONE;

    ServerOptionsBuilder() {}

    EngineOptions engineOptions() {
        return engine.build();
    }

    private static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: positive)");
        }
        return value;
    }

    // the server's own

    /** How long a client may take to join a namespace, before its connection is closed. Default: 45 seconds. */
    public ServerOptionsBuilder connectTimeout(Duration value) {
        connectTimeout = positive("connectTimeout", value);
        return this;
    }

    /** How long {@code emitWithAck} of a socket waits for the answer; null for as long as the client stays. Default: null. */
    public ServerOptionsBuilder ackTimeout(@Nullable Duration value) {
        ackTimeout = value == null ? null : positive("ackTimeout", value);
        return this;
    }

    /** How long {@code emitWithAck} of a broadcast waits for all answers. Default: 30 seconds. */
    public ServerOptionsBuilder broadcastAckTimeout(Duration value) {
        broadcastAckTimeout = positive("broadcastAckTimeout", value);
        return this;
    }

    /** Whether dynamic namespaces end with their last socket. Default: true; in the official server false. */
    public ServerOptionsBuilder cleanupEmptyChildNamespaces(boolean value) {
        cleanupEmptyChildNamespaces = value;
        return this;
    }

    /** Lets clients that lose their connection for a short time go on where they were. Default: off. */
    public ServerOptionsBuilder connectionStateRecovery(@Nullable ConnectionStateRecovery value) {
        recovery = value;
        return this;
    }

    /** On which threads handlers run. Default: {@link Dispatch#auto}. */
    public ServerOptionsBuilder dispatch(Dispatch value) {
        dispatch = value;
        return this;
    }

    /** The JSON library. Default: that of the web server's module, Jackson 3 with {@code NettyServer}. */
    public ServerOptionsBuilder json(JsonCodec value) {
        json = value;
        return this;
    }

    /** How packets are written, given the JSON library; clients must use the same. Default: {@link DefaultParser}. */
    public ServerOptionsBuilder parser(Function<JsonCodec, Parser> value) {
        parser = value;
        return this;
    }

    /** The generations of clients that are accepted. Default: 1.x to 4.x. */
    public ServerOptionsBuilder accept(Dialect... values) {
        return accept(List.of(values));
    }

    /** The generations of clients that are accepted; see {@link #accept(Dialect...)}. */
    public ServerOptionsBuilder accept(List<Dialect> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("accept: no generation (expected: at least one dialect)");
        }
        dialects = List.copyOf(values);
        return this;
    }

    /** What makes the adapter of each namespace. Default: {@link AdapterFactory#LOCAL}. */
    public ServerOptionsBuilder adapter(AdapterFactory value) {
        adapter = value;
        return this;
    }

    /** What decoders accept. Default: {@link DecodeLimits#DEFAULT}. */
    public ServerOptionsBuilder decodeLimits(DecodeLimits value) {
        decodeLimits = value;
        return this;
    }

    /** What one client may pile up. Default: {@link ClientLimits#DEFAULT}. */
    public ServerOptionsBuilder clientLimits(ClientLimits value) {
        clientLimits = value;
        return this;
    }

    /** Who counts what happens. Default: nobody. */
    public ServerOptionsBuilder metrics(ServerMetrics value) {
        metrics = value;
        engine.metrics(value);
        return this;
    }

    // the engine's

    /** The path of all requests; a slash at its end is removed. Default: {@code "/socket.io"}. */
    public ServerOptionsBuilder path(String value) {
        engine.path(value);
        return this;
    }

    /** The path of clients of one generation, such as {@code "/old.io"}. Default: that of all. */
    public ServerOptionsBuilder path(Generation generation, String value) {
        engine.path(generation, value);
        return this;
    }

    /** Time between heartbeats. Default: 25 seconds. */
    public ServerOptionsBuilder pingInterval(Duration value) {
        engine.pingInterval(value);
        return this;
    }

    /** How long the answer to a heartbeat may take. Default: 20 seconds. */
    public ServerOptionsBuilder pingTimeout(Duration value) {
        engine.pingTimeout(value);
        return this;
    }

    /** How long an upgrade may take, before it is given up and the session stays as it is. Default: 10 seconds. */
    public ServerOptionsBuilder upgradeTimeout(Duration value) {
        engine.upgradeTimeout(value);
        return this;
    }

    /** Bytes of the largest message, and of the largest body of a POST; clients are told. Default: 1,000,000. */
    public ServerOptionsBuilder maxHttpBufferSize(int bytes) {
        engine.maxHttpBufferSize(bytes);
        return this;
    }

    /** The transports that are enabled. Default: {@code "polling", "websocket"}. */
    public ServerOptionsBuilder transports(String... names) {
        engine.transports(names);
        return this;
    }

    /** The transports of clients of one generation, 1.x or later. Default: those of all. */
    public ServerOptionsBuilder transports(Generation generation, String... names) {
        engine.transports(generation, names);
        return this;
    }

    /** The transports that are enabled; see {@link #transports(String...)}. */
    public ServerOptionsBuilder transports(List<String> names) {
        engine.transports(names);
        return this;
    }

    /** Whether a session that began with polling may move to WebSocket. Default: true. */
    public ServerOptionsBuilder allowUpgrades(boolean value) {
        engine.allowUpgrades(value);
        return this;
    }

    /** Compression of WebSocket messages. Default: off; the usual threshold is 1024 bytes. */
    public ServerOptionsBuilder perMessageDeflate(Compression value) {
        engine.perMessageDeflate(value);
        return this;
    }

    /** Compression of polling answers. Default: from 1024 bytes on. */
    public ServerOptionsBuilder httpCompression(HttpCompression value) {
        engine.httpCompression(value);
        return this;
    }

    /** Decides who may open a session. Default: everybody. */
    public ServerOptionsBuilder allowRequest(AllowRequest value) {
        engine.allowRequest(value);
        return this;
    }

    /** The cookie with the session id; null for none. Default: none. */
    public ServerOptionsBuilder cookie(@Nullable Cookie value) {
        engine.cookie(value);
        return this;
    }

    /** What browsers are told about pages of other origins; null for nothing. Default: nothing. */
    public ServerOptionsBuilder cors(@Nullable Cors value) {
        engine.cors(value);
        return this;
    }

    /** Which pages may talk to this server, besides those of {@link #cors}. Default: {@link OriginPolicy#SAME_ORIGIN}. */
    public ServerOptionsBuilder originPolicy(OriginPolicy value) {
        engine.originPolicy(value);
        return this;
    }

    /** The hosts that a request may name, against DNS rebinding: {@code "example.com"}, {@code "localhost:3000"}. Default: any. */
    public ServerOptionsBuilder allowedHosts(String... hosts) {
        engine.allowedHosts(hosts);
        return this;
    }

    /** Proxies whose {@code X-Forwarded-} headers are believed. Default: none. */
    public ServerOptionsBuilder trustedProxies(TrustedProxies value) {
        engine.trustedProxies(value);
        return this;
    }

    /** Whether all requests of a session must come from the address that opened it. Default: false, because phones roam. */
    public ServerOptionsBuilder bindSessionToAddress(boolean value) {
        engine.bindSessionToAddress(value);
        return this;
    }

    /** A message that follows the opening frame of each session; null for none. Default: none. */
    public ServerOptionsBuilder initialPacket(@Nullable Payload value) {
        engine.initialPacket(value);
        return this;
    }

    /** Where session ids come from. Default: {@link SidGenerator#RANDOM}. */
    public ServerOptionsBuilder generateId(SidGenerator value) {
        engine.generateId(value);
        return this;
    }

    /** Adds a hook for the first answer of each session: the official event {@code initial_headers}. */
    public ServerOptionsBuilder onInitialHeaders(HeaderHook hook) {
        engine.onInitialHeaders(hook);
        return this;
    }

    /** Adds a hook for each answer, also of the WebSocket handshake: the official event {@code headers}. */
    public ServerOptionsBuilder onHeaders(HeaderHook hook) {
        engine.onHeaders(hook);
        return this;
    }

    /** Adds a middleware: what all requests pass before the checks of the engine. */
    public ServerOptionsBuilder use(EngineMiddleware middleware) {
        engine.use(middleware);
        return this;
    }

    /** How much one client may cost. Default: {@link Limits#DEFAULT}. */
    public ServerOptionsBuilder limits(Limits value) {
        engine.limits(value);
        return this;
    }

    /** The options. */
    public ServerOptions build() {
        return new ServerOptions(this);
    }
}
