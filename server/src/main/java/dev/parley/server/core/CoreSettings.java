package dev.parley.server.core;

import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.PacketEncoder;
import dev.parley.server.adapter.AdapterFactory;
import dev.parley.server.adapter.Recovery;
import dev.parley.server.dispatch.Dispatcher;
import dev.parley.server.metrics.ServerMetrics;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the core must know of a server's options. Times and limits are documented at {@code ServerOptions}.
 *
 * @param codecs JSON library and parser
 * @param decodeLimits what decoders accept
 * @param coreLimits what clients may pile up
 * @param dispatcher where handlers run
 * @param metrics who hears what happens
 * @param adapters makes the adapter of each namespace
 * @param ids makes socket ids and private ids
 * @param connectTimeout how long a client may take to join a namespace
 * @param attachmentTimeout how long the attachments of a packet may take
 * @param ackTimeout default of a socket's acks, or null for none
 * @param broadcastAckTimeout default of a broadcast's acks
 * @param removesEmptyChildren whether dynamic namespaces end with their last socket
 * @param recovery how lost connections may come back, or null if they may not
 */
public record CoreSettings(
        Codecs codecs,
        DecodeLimits decodeLimits,
        CoreLimits coreLimits,
        Dispatcher dispatcher,
        ServerMetrics metrics,
        AdapterFactory adapters,
        Supplier<String> ids,
        Duration connectTimeout,
        Duration attachmentTimeout,
        @Nullable Duration ackTimeout,
        Duration broadcastAckTimeout,
        boolean removesEmptyChildren,
        @Nullable RecoverySettings recovery) {

    /**
     * What clients may pile up.
     *
     * @param maxPendingEvents events of one socket that wait for handlers before reading from the client pauses
     * @param maxPendingAcks answers that one socket may owe
     * @param maxNamespacesPerClient namespaces that one client may be in
     * @param maxDynamicNamespaces children of all parents together
     * @param maxUnjoinedClients clients that have not joined any namespace yet
     */
    public record CoreLimits(
            int maxPendingEvents,
            int maxPendingAcks,
            int maxNamespacesPerClient,
            int maxDynamicNamespaces,
            int maxUnjoinedClients) {}

    /**
     * How lost connections may come back.
     *
     * @param limits how much is remembered
     * @param skipMiddlewares whether middlewares are skipped for those who come back
     * @param encoder how packets are written for clients that can come back
     */
    public record RecoverySettings(Recovery.Limits limits, boolean skipMiddlewares, PacketEncoder encoder) {}
}
