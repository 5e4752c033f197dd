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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@link EngineOptions}. Values are checked in the setter. One thread at a time. */
public final class EngineOptionsBuilder {
    private static final Set<String> KNOWN_TRANSPORTS = Set.of("polling", "websocket", "webtransport");

    String path = EngineOptions.DEFAULT_PATH;
    final Map<Generation, String> paths = new EnumMap<>(Generation.class);
    final Map<Generation, List<String>> transportsOf = new EnumMap<>(Generation.class);
    Duration pingInterval = Heartbeat.DEFAULT.interval();
    Duration pingTimeout = Heartbeat.DEFAULT.timeout();
    Duration upgradeTimeout = EngineOptions.DEFAULT_UPGRADE_TIMEOUT;
    int maxHttpBufferSize = EngineOptions.DEFAULT_MAX_HTTP_BUFFER_SIZE;
    List<String> transports = EngineOptions.DEFAULT_TRANSPORTS;
    boolean allowUpgrades = true;
    Compression perMessageDeflate = Compression.OFF;
    HttpCompression httpCompression = HttpCompression.DEFAULT;
    AllowRequest allowRequest = AllowRequest.ALL;

    @Nullable Cookie cookie;

    @Nullable Cors cors;

    OriginPolicy originPolicy = OriginPolicy.SAME_ORIGIN;
    Set<String> allowedHosts = Set.of();
    TrustedProxies trustedProxies = TrustedProxies.NONE;
    boolean bindSessionToAddress;

    @Nullable Payload initialPacket;

    SidGenerator generateId = SidGenerator.RANDOM;
    final List<HeaderHook> initialHeaders = new ArrayList<>();
    final List<HeaderHook> headers = new ArrayList<>();
    final List<EngineMiddleware> middlewares = new ArrayList<>();
    Limits limits = Limits.DEFAULT;
    EngineMetrics metrics = EngineMetrics.NONE;

    EngineOptionsBuilder() {}

    /** The path of all requests; a slash at its end is removed. Default: {@code "/socket.io"}. */
    public EngineOptionsBuilder path(String value) {
        path = checkPath(value);
        return this;
    }

    /**
     * The path of clients of one generation, where they no longer come to {@link #path(String)}: {@code "/old.io"} for
     * clients that were told {@code resource: 'old.io'}. Default: that of all.
     */
    public EngineOptionsBuilder path(Generation generation, String value) {
        paths.put(generation, checkPath(value));
        return this;
    }

    private static String checkPath(String value) {
        String trimmed = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        if (!trimmed.startsWith("/") || trimmed.indexOf('?') >= 0) {
            throw new IllegalArgumentException("path: " + value + " (expected: a path such as /socket.io)");
        }
        return trimmed;
    }

    /** Time between heartbeats. Default: 25 seconds. */
    public EngineOptionsBuilder pingInterval(Duration value) {
        pingInterval = Check.positive("pingInterval", value);
        return this;
    }

    /** How long the answer to a heartbeat may take. Default: 20 seconds. */
    public EngineOptionsBuilder pingTimeout(Duration value) {
        pingTimeout = Check.positive("pingTimeout", value);
        return this;
    }

    /** How long an upgrade may take, before it is given up and the session stays as it is. Default: 10 seconds. */
    public EngineOptionsBuilder upgradeTimeout(Duration value) {
        upgradeTimeout = Check.positive("upgradeTimeout", value);
        return this;
    }

    /** Bytes of the largest message, and of the largest body of a POST; clients are told. Default: 1,000,000. */
    public EngineOptionsBuilder maxHttpBufferSize(int bytes) {
        maxHttpBufferSize = (int) Check.atLeast("maxHttpBufferSize", bytes, 1);
        return this;
    }

    /** The transports that are enabled. Default: {@code "polling", "websocket"}. */
    public EngineOptionsBuilder transports(String... names) {
        return transports(List.of(names));
    }

    /** The transports that are enabled; see {@link #transports(String...)}. */
    public EngineOptionsBuilder transports(List<String> names) {
        transports = checkTransports(names);
        return this;
    }

    /**
     * The transports that clients of one generation may use, for 1.x and later; the older ones have theirs in the options
     * of their dialects. Default: those of {@link #transports(String...)}.
     */
    public EngineOptionsBuilder transports(Generation generation, String... names) {
        if (generation.hasOwnTransports()) {
            throw new IllegalArgumentException("transports of clients " + generation.clients()
                    + " (expected: set in the options of their dialect, LegacyOptions.withTransports)");
        }
        transportsOf.put(generation, checkTransports(List.of(names)));
        return this;
    }

    private static List<String> checkTransports(List<String> names) {
        if (names.isEmpty() || !KNOWN_TRANSPORTS.containsAll(names)) {
            throw new IllegalArgumentException(
                    "transports: " + names + " (expected: some of " + KNOWN_TRANSPORTS + ")");
        }
        return List.copyOf(new LinkedHashSet<>(names));
    }

    /** Whether a session that began with polling may move to WebSocket. Default: true. */
    public EngineOptionsBuilder allowUpgrades(boolean value) {
        allowUpgrades = value;
        return this;
    }

    /** Compression of WebSocket messages. Default: off; the usual threshold is 1024 bytes. */
    public EngineOptionsBuilder perMessageDeflate(Compression value) {
        perMessageDeflate = value;
        return this;
    }

    /** Compression of polling answers. Default: from 1024 bytes on. */
    public EngineOptionsBuilder httpCompression(HttpCompression value) {
        httpCompression = value;
        return this;
    }

    /** Decides who may open a session. Default: everybody. */
    public EngineOptionsBuilder allowRequest(AllowRequest value) {
        allowRequest = value;
        return this;
    }

    /** The cookie with the session id; null for none. Default: none. */
    public EngineOptionsBuilder cookie(@Nullable Cookie value) {
        cookie = value;
        return this;
    }

    /** What browsers are told about pages of other origins; null for nothing. Default: nothing. */
    public EngineOptionsBuilder cors(@Nullable Cors value) {
        cors = value;
        return this;
    }

    /** Which pages may talk to this server, besides those of {@link #cors}. Default: {@link OriginPolicy#SAME_ORIGIN}. */
    public EngineOptionsBuilder originPolicy(OriginPolicy value) {
        originPolicy = value;
        return this;
    }

    /** The hosts that a request may name, against DNS rebinding: {@code "example.com"}, {@code "localhost:3000"}. Default: any. */
    public EngineOptionsBuilder allowedHosts(String... hosts) {
        allowedHosts =
                Arrays.stream(hosts).map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return this;
    }

    /** Proxies whose {@code X-Forwarded-} headers are believed. Default: none. */
    public EngineOptionsBuilder trustedProxies(TrustedProxies value) {
        trustedProxies = value;
        return this;
    }

    /** Whether all requests of a session must come from the address that opened it. Default: false, because phones roam. */
    public EngineOptionsBuilder bindSessionToAddress(boolean value) {
        bindSessionToAddress = value;
        return this;
    }

    /** A message that follows the opening frame of each session; null for none. Default: none. */
    public EngineOptionsBuilder initialPacket(@Nullable Payload value) {
        initialPacket = value;
        return this;
    }

    /** Where session ids come from. Default: {@link SidGenerator#RANDOM}. */
    public EngineOptionsBuilder generateId(SidGenerator value) {
        generateId = value;
        return this;
    }

    /** Adds a hook for the first answer of each session: the official event {@code initial_headers}. */
    public EngineOptionsBuilder onInitialHeaders(HeaderHook hook) {
        initialHeaders.add(hook);
        return this;
    }

    /** Adds a hook for each answer, also of the WebSocket handshake: the official event {@code headers}. */
    public EngineOptionsBuilder onHeaders(HeaderHook hook) {
        headers.add(hook);
        return this;
    }

    /** Adds a middleware: what all requests pass before the checks of the engine. */
    public EngineOptionsBuilder use(EngineMiddleware middleware) {
        middlewares.add(middleware);
        return this;
    }

    /** How much one client may cost. Default: {@link Limits#DEFAULT}. */
    public EngineOptionsBuilder limits(Limits value) {
        limits = value;
        return this;
    }

    /** Who counts what happens. Default: nobody. */
    public EngineOptionsBuilder metrics(EngineMetrics value) {
        metrics = value;
        return this;
    }

    /** The options. */
    public EngineOptions build() {
        return new EngineOptions(this);
    }
}
