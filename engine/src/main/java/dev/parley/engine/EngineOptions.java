package dev.parley.engine;

import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.engine.http.AllowRequest;
import dev.parley.engine.http.Cookie;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.EngineMiddleware;
import dev.parley.engine.http.HeaderHook;
import dev.parley.engine.http.HttpCompression;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.engine.http.TrustedProxies;
import dev.parley.protocol.dialect.Generation;
import dev.parley.protocol.payload.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of an engine, with the names and defaults of the official server wherever it has them. Immutable.
 *
 * <p>The options and their defaults are described at the setters of {@link EngineOptionsBuilder}.
 */
public final class EngineOptions {
    /** The path that clients use unless told otherwise: {@code "/socket.io"}. */
    public static final String DEFAULT_PATH = "/socket.io";

    /** 10 seconds. */
    public static final Duration DEFAULT_UPGRADE_TIMEOUT = Duration.ofSeconds(10);

    /** 1,000,000 bytes. */
    public static final int DEFAULT_MAX_HTTP_BUFFER_SIZE = 1_000_000;

    /** Polling and websocket. */
    public static final List<String> DEFAULT_TRANSPORTS = List.of("polling", "websocket");

    private final String path;
    private final Map<Generation, String> paths;
    private final Map<Generation, List<String>> transportsOf;
    private final Heartbeat heartbeat;
    private final Duration upgradeTimeout;
    private final int maxHttpBufferSize;
    private final List<String> transports;
    private final boolean allowUpgrades;
    private final Compression perMessageDeflate;
    private final HttpCompression httpCompression;
    private final AllowRequest allowRequest;
    private final @Nullable Cookie cookie;
    private final @Nullable Cors cors;
    private final OriginPolicy originPolicy;
    private final Set<String> allowedHosts;
    private final TrustedProxies trustedProxies;
    private final boolean bindSessionToAddress;
    private final @Nullable Payload initialPacket;
    private final SidGenerator generateId;
    private final List<HeaderHook> initialHeaders;
    private final List<HeaderHook> headers;
    private final List<EngineMiddleware> middlewares;
    private final Limits limits;
    private final EngineMetrics metrics;

    EngineOptions(EngineOptionsBuilder builder) {
        this.path = builder.path;
        this.paths = Map.copyOf(builder.paths);
        this.transportsOf = Map.copyOf(builder.transportsOf);
        this.heartbeat = new Heartbeat(builder.pingInterval, builder.pingTimeout);
        this.upgradeTimeout = builder.upgradeTimeout;
        this.maxHttpBufferSize = builder.maxHttpBufferSize;
        this.transports = builder.transports;
        this.allowUpgrades = builder.allowUpgrades;
        this.perMessageDeflate = builder.perMessageDeflate;
        this.httpCompression = builder.httpCompression;
        this.allowRequest = builder.allowRequest;
        this.cookie = builder.cookie;
        this.cors = builder.cors;
        this.originPolicy = builder.originPolicy;
        this.allowedHosts = builder.allowedHosts;
        this.trustedProxies = builder.trustedProxies;
        this.bindSessionToAddress = builder.bindSessionToAddress;
        this.initialPacket = builder.initialPacket;
        this.generateId = builder.generateId;
        this.initialHeaders = List.copyOf(builder.initialHeaders);
        this.headers = List.copyOf(builder.headers);
        this.middlewares = List.copyOf(builder.middlewares);
        this.limits = builder.limits;
        this.metrics = builder.metrics;
    }

    /** All defaults. */
    public static EngineOptions defaults() {
        return builder().build();
    }

    /** A builder with all defaults. */
    public static EngineOptionsBuilder builder() {
        return new EngineOptionsBuilder();
    }

    /** Where the engine listens, without a slash at the end. */
    public String path() {
        return path;
    }

    /** Where clients of this generation are expected: at {@link #path()}, unless they have a path of their own. */
    public String path(Generation generation) {
        return paths.getOrDefault(generation, path);
    }

    /** {@code pingInterval} and {@code pingTimeout}. */
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    /** How long an upgrade may take. */
    public Duration upgradeTimeout() {
        return upgradeTimeout;
    }

    /** Bytes of the largest message or body. */
    public int maxHttpBufferSize() {
        return maxHttpBufferSize;
    }

    /** The names of the transports that are enabled. */
    public List<String> transports() {
        return transports;
    }

    /** The transports that clients of this generation may use; the oldest have a list in their dialect instead. */
    public List<String> transports(Generation generation) {
        return transportsOf.getOrDefault(generation, transports);
    }

    /** Whether sessions may move to another transport. */
    public boolean allowUpgrades() {
        return allowUpgrades;
    }

    /** Compression of WebSocket messages. */
    public Compression perMessageDeflate() {
        return perMessageDeflate;
    }

    /** Compression of polling answers. */
    public HttpCompression httpCompression() {
        return httpCompression;
    }

    /** Who may open a session. */
    public AllowRequest allowRequest() {
        return allowRequest;
    }

    /** The cookie with the session id, or null. */
    public @Nullable Cookie cookie() {
        return cookie;
    }

    /** What browsers are told about pages of other origins, or null for nothing. */
    public @Nullable Cors cors() {
        return cors;
    }

    /** Which pages may talk to this server. */
    public OriginPolicy originPolicy() {
        return originPolicy;
    }

    /** The hosts that requests may name, in lower case; empty for any. */
    public Set<String> allowedHosts() {
        return allowedHosts;
    }

    /** Proxies whose headers are believed. */
    public TrustedProxies trustedProxies() {
        return trustedProxies;
    }

    /** Whether all requests of a session must come from one address. */
    public boolean bindSessionToAddress() {
        return bindSessionToAddress;
    }

    /** A message that follows the opening frame, or null. */
    public @Nullable Payload initialPacket() {
        return initialPacket;
    }

    /** Where session ids come from. */
    public SidGenerator generateId() {
        return generateId;
    }

    /** Hooks for the first answer of each session. */
    public List<HeaderHook> initialHeaders() {
        return initialHeaders;
    }

    /** Hooks for each answer. */
    public List<HeaderHook> headers() {
        return headers;
    }

    /** What requests pass before all checks, in order. */
    public List<EngineMiddleware> middlewares() {
        return middlewares;
    }

    /** How much one client may cost. */
    public Limits limits() {
        return limits;
    }

    /** Who counts. */
    public EngineMetrics metrics() {
        return metrics;
    }
}
