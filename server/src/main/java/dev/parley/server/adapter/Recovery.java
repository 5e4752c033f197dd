package dev.parley.server.adapter;

import dev.parley.engine.time.Clock;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.PacketEncoder;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a namespace remembers for those who lose their connection: the packets that they miss, and who they were.
 *
 * <p>While it is on, all that is sent in the namespace goes through one {@link Sequencer}: the order in which packets are
 * logged is the order in which every socket gets them, so the last one that a client has tells all that it has.
 *
 * <p><b>Threads:</b> any.
 */
public final class Recovery {
    private static final int RADIX = 36;

    private final Limits limits;
    private final Clock clock;
    private final PacketEncoder encoder;
    private final Consumer<SavedSocket> expired;
    private final Sequencer sequencer = new Sequencer();
    private final PacketLog log;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; by private id, in the order in which they left. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /**
     * Remembers nothing yet.
     *
     * @param encoder how packets are written for clients that can recover
     * @param expired hears of sockets that did not come back in time
     */
    public Recovery(Limits limits, Clock clock, PacketEncoder encoder, Consumer<SavedSocket> expired) {
        this.limits = limits;
        this.clock = clock;
        this.encoder = encoder;
        this.expired = expired;
        this.log = new PacketLog(limits.maxDisconnectionDuration().toNanos(), limits.maxPackets(), limits.maxBytes());
    }

    /** Logs an event and delivers it in its turn, with its offset to those who can use it. */
    void send(Packet.Event packet, Selection selection, boolean compress, Consumer<SharedPacket> delivery) {
        long ticket = sequencer.ticket();
        Runnable turn = () -> {};
        try {
            Packet.Event withOffset = new Packet.Event(
                    packet.namespace(), packet.name(), packet.args().with(offset(ticket)), packet.ackId());
            SharedPacket recoverable = new SharedPacket(withOffset, compress);
            EncodedPacket encoded = recoverable.encodedBy(encoder);
            SharedPacket shared = new SharedPacket(packet, compress, recoverable);
            turn = () -> {
                log.append(ticket, clock.nanos(), selection, encoded);
                delivery.accept(shared);
            };
        } finally {
            sequencer.hand(ticket, turn);
        }
    }

    /** Makes sure that a packet can be written, at the call of the application and not in its turn. */
    void check(SharedPacket shared) {
        shared.encodedBy(encoder);
    }

    /** Runs something in the order of what is sent. */
    void inOrder(Runnable send) {
        sequencer.hand(sequencer.ticket(), send);
    }

    /** Remembers a socket. */
    void save(SavedSocket socket) {
        expire();
        lock.lock();
        try {
            waiting.put(socket.privateId(), new Waiting(socket, clock.nanos()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a socket back, once; null if it is not known, its time is over, or what it missed since {@code offset} can no
     * longer be had.
     */
    CompletionStage<@Nullable SavedSocket> take(String privateId, String offset) {
        SavedSocket known = take(privateId);
        if (known == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<@Nullable SavedSocket> taken = new CompletableFuture<>();
        inOrder(() -> {
            boolean isWhole = log.missedSince(parse(offset), clock.nanos(), known.rooms()) != null;
            if (!isWhole) {
                expired.accept(known);
            }
            taken.complete(isWhole ? known : null);
        });
        return taken;
    }

    private @Nullable SavedSocket take(String privateId) {
        expire();
        lock.lock();
        try {
            Waiting known = waiting.remove(privateId);
            return known == null ? null : known.socket;
        } finally {
            lock.unlock();
        }
    }

    /** Hands what a socket missed to {@code replay}, in order with everything else that is sent. */
    void replay(SavedSocket socket, String offset, Replay replay) {
        inOrder(() -> {
            List<EncodedPacket> missed = log.missedSince(parse(offset), clock.nanos(), socket.rooms());
            if (missed == null) {
                replay.lost();
            } else {
                replay.missed(missed);
            }
        });
    }

    /** Forgets those whose time is over. */
    void expire() {
        long now = clock.nanos();
        long maxAge = limits.maxDisconnectionDuration().toNanos();
        for (Waiting gone = oldestOver(now, maxAge); gone != null; gone = oldestOver(now, maxAge)) {
            expired.accept(gone.socket);
        }
    }

    private @Nullable Waiting oldestOver(long now, long maxAge) {
        lock.lock();
        try {
            Iterator<Waiting> oldestFirst = waiting.values().iterator();
            if (oldestFirst.hasNext()) {
                Waiting oldest = oldestFirst.next();
                if (now - oldest.since > maxAge || waiting.size() > limits.maxSockets()) {
                    oldestFirst.remove();
                    return oldest;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static String offset(long ticket) {
        return Long.toString(ticket, RADIX);
    }

    private static long parse(String offset) {
        try {
            return Long.parseLong(offset, RADIX);
        } catch (NumberFormatException madeUp) {
            return Long.MIN_VALUE;
        }
    }

    /**
     * How much is remembered.
     *
     * @param maxDisconnectionDuration for how long; default 2 min
     * @param maxPackets packets of one namespace; default 10,000
     * @param maxBytes bytes of the packets of one namespace; default 32 MiB
     * @param maxSockets sockets of one namespace; default 10,000
     */
    public record Limits(Duration maxDisconnectionDuration, int maxPackets, long maxBytes, int maxSockets) {}

    private record Waiting(SavedSocket socket, long since) {}
}
