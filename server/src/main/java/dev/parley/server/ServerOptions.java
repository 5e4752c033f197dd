package dev.parley.server;

import dev.parley.engine.EngineOptions;
import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.eio3.EngineIo3;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.server.adapter.Recovery;
import dev.parley.server.api.Dispatch;
import dev.parley.server.core.CoreSettings;
import dev.parley.server.dispatch.Dispatcher;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a server; names and defaults are the official server's where it has them. Immutable. */
public final class ServerOptions {
    /** Default of {@link ServerOptionsBuilder#connectTimeout}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(45);

    /** Default of {@link ServerOptionsBuilder#broadcastAckTimeout}. */
    public static final Duration DEFAULT_BROADCAST_ACK_TIMEOUT = Duration.ofSeconds(30);

    /** Default of {@link ServerOptionsBuilder#accept}: clients 1.x to 4.x. */
    public static final List<Dialect> DEFAULT_DIALECTS = List.of(new EngineIo4(), new EngineIo3());

    private final ServerOptionsBuilder values;
    private final EngineOptions engine;

    ServerOptions(ServerOptionsBuilder values) {
        this.values = values;
        this.engine = values.engineOptions();
    }

    /** A builder with all defaults. */
    public static ServerOptionsBuilder builder() {
        return new ServerOptionsBuilder();
    }

    /** All defaults. */
    public static ServerOptions defaults() {
        return builder().build();
    }

    /** The options of the engine. */
    public EngineOptions engineOptions() {
        return engine;
    }

    /** The generations that are accepted. */
    public List<Dialect> dialects() {
        return values.dialects;
    }

    /** On which threads handlers run. */
    public Dispatch dispatch() {
        return values.dispatch;
    }

    /** The JSON library, or null if the web server's module chooses it. */
    public @Nullable JsonCodec json() {
        return values.json;
    }

    CoreSettings coreSettings(Dispatcher dispatcher, JsonCodec defaultJson) {
        JsonCodec json = values.json == null ? defaultJson : values.json;
        Codecs codecs = new Codecs(json, values.parser.apply(json));
        ClientLimits limits = values.clientLimits;
        return new CoreSettings(
                codecs,
                values.decodeLimits,
                new CoreSettings.CoreLimits(
                        limits.maxPendingEvents(),
                        limits.maxPendingAcks(),
                        limits.maxNamespacesPerClient(),
                        limits.maxDynamicNamespaces(),
                        limits.maxUnjoinedClients()),
                dispatcher,
                values.metrics,
                values.adapter,
                new SocketIds(),
                values.connectTimeout,
                engine.heartbeat().interval().plus(engine.heartbeat().timeout()),
                values.ackTimeout,
                values.broadcastAckTimeout,
                values.cleanupEmptyChildNamespaces,
                recovery(codecs));
    }

    private CoreSettings.@Nullable RecoverySettings recovery(Codecs codecs) {
        ConnectionStateRecovery chosen = values.recovery;
        if (chosen == null) {
            return null;
        }
        Recovery.Limits limits = new Recovery.Limits(
                chosen.maxDisconnectionDuration(), chosen.maxPackets(), chosen.maxBytes(), chosen.maxSockets());
        return new CoreSettings.RecoverySettings(
                limits, chosen.skipMiddlewares(), codecs.parser().encoder());
    }
}
