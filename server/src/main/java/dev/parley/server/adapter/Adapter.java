package dev.parley.server.adapter;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.server.api.AdapterView;
import dev.parley.server.api.BroadcastAnswers;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which room of one namespace, and how a packet reaches those whom it addresses, on this node or on all.
 *
 * <p><b>Threads:</b> any; nothing blocks. What a broker cannot do fails stages, never a call.
 */
public interface Adapter extends AdapterView {
    /** Adds a member to rooms; without effect if it has been removed. */
    void join(Member member, Collection<String> rooms);

    /** Takes a member out of a room. */
    void leave(Member member, String room);

    /** Forgets a member, and returns the rooms that it was in. */
    Set<String> remove(Member member);

    /** The rooms of a socket of this node. */
    Set<String> roomsOf(String socketId);

    /** Sends an event. */
    void broadcast(Packet.Event packet, Selection selection, SendFlags flags);

    /**
     * Sends an event and gathers the answers; {@code flags.timeout()} is set.
     *
     * @param packet without an id: each node gives it one of its own
     */
    CompletionStage<BroadcastAnswers> broadcastWithAck(Packet.Event packet, Selection selection, SendFlags flags);

    /** The sockets that are addressed. */
    CompletionStage<List<SocketDetails>> fetchSockets(Selection selection, SendFlags flags);

    /** Makes sockets join rooms. */
    void socketsJoin(Selection selection, SendFlags flags, String... rooms);

    /** Makes sockets leave rooms. */
    void socketsLeave(Selection selection, SendFlags flags, String... rooms);

    /** Makes sockets leave the namespace, or closes their connections. */
    void disconnectSockets(Selection selection, SendFlags flags, boolean close);

    /** Sends an event to the other nodes. */
    void serverSideEmit(String event, Args args);

    /** Sends an event to the other nodes and gathers one answer of each. */
    CompletionStage<List<Args>> serverSideEmitWithAck(String event, Args args);

    /** Sends an event to one member, in order with what is broadcast. */
    default void emit(Member member, Packet.Event packet, SendFlags flags) {
        member.deliver(packet, flags);
    }

    /** Runs something that sends, in order with what is broadcast. */
    default void inOrder(Runnable send) {
        send.run();
    }

    /** Remembers a socket that lost its connection, if it may come back. */
    default void save(SavedSocket socket) {}

    /**
     * Gives back a socket that was saved, once; null if it is not known any more, or if what it missed since
     * {@code offset} is not.
     */
    default CompletionStage<@Nullable SavedSocket> take(String privateId, String offset) {
        return CompletableFuture.completedFuture(null);
    }

    /** Hands what a socket missed since {@code offset} to {@code replay}, in order with what is broadcast. */
    default void replay(SavedSocket socket, String offset, Replay replay) {
        replay.lost();
    }

    /** Forgets saved sockets whose time is over; called now and then. */
    default void expire() {}

    /** The namespace is no more. */
    default void close() {}
}
