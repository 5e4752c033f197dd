package dev.parley.server.adapter;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The adapter of a server that stands alone, and the local part of any other. */
public final class LocalAdapter implements Adapter {
    private final RoomEvents events = new RoomEvents();
    private final RoomTable table = new RoomTable(events);
    private final @Nullable Recovery recovery;
    private final LongSupplier ackIds;

    /** The adapter of a namespace. */
    public LocalAdapter(AdapterContext context) {
        this.recovery = context.recovery();
        this.ackIds = context.ackIds();
    }

    @Override
    public void join(Member member, Collection<String> rooms) {
        table.join(member, rooms);
    }

    @Override
    public void leave(Member member, String room) {
        table.leave(member.id(), room);
    }

    @Override
    public Set<String> remove(Member member) {
        return table.forget(member);
    }

    @Override
    public Set<String> roomsOf(String socketId) {
        return table.roomsOf(socketId);
    }

    @Override
    public void broadcast(Packet.Event packet, Selection selection, SendFlags flags) {
        if (recovery != null && !flags.droppable()) {
            recovery.send(packet, selection, flags.compress(), shared -> deliver(shared, selection, false));
        } else {
            SharedPacket shared = checked(packet, flags);
            inOrder(() -> deliver(shared, selection, flags.droppable()));
        }
    }

    /** A packet that will not fail in its turn for a value that cannot be written. */
    private SharedPacket checked(Packet.Event packet, SendFlags flags) {
        SharedPacket shared = new SharedPacket(packet, flags.compress());
        if (recovery != null) {
            recovery.check(shared);
        }
        return shared;
    }

    private void deliver(SharedPacket shared, Selection selection, boolean droppable) {
        table.forEach(selection, member -> member.deliver(shared, droppable));
    }

    @Override
    public CompletionStage<BroadcastAnswers> broadcastWithAck(
            Packet.Event packet, Selection selection, SendFlags flags) {
        SharedPacket shared =
                checked(new Packet.Event(packet.namespace(), packet.name(), packet.args(), ackIds.getAsLong()), flags);
        AnswerGathering gathering = new AnswerGathering();
        Duration timeout = Objects.requireNonNull(flags.timeout(), "timeout");
        inOrder(() -> {
            table.forEach(selection, member -> gathering.expect(member.id(), member.ask(shared, timeout)));
            gathering.begin();
        });
        return gathering.result();
    }

    @Override
    public void emit(Member member, Packet.Event packet, SendFlags flags) {
        if (recovery != null && !flags.droppable()) {
            recovery.send(
                    packet, Selection.room(member.id()), flags.compress(), shared -> member.deliver(shared, false));
        } else {
            sendAlone(member, packet, flags);
        }
    }

    private void sendAlone(Member member, Packet.Event packet, SendFlags flags) {
        if (recovery == null) {
            member.deliver(packet, flags);
        } else {
            SharedPacket shared = checked(packet, flags);
            recovery.inOrder(() -> member.deliver(shared, flags.droppable()));
        }
    }

    @Override
    public void inOrder(Runnable send) {
        if (recovery != null) {
            recovery.inOrder(send);
        } else {
            send.run();
        }
    }

    @Override
    public void save(SavedSocket socket) {
        if (recovery != null) {
            recovery.save(socket);
        }
    }

    @Override
    public CompletionStage<@Nullable SavedSocket> take(String privateId, String offset) {
        return recovery == null ? CompletableFuture.completedFuture(null) : recovery.take(privateId, offset);
    }

    @Override
    public void replay(SavedSocket socket, String offset, Replay replay) {
        if (recovery != null) {
            recovery.replay(socket, offset, replay);
        } else {
            replay.lost();
        }
    }

    @Override
    public void expire() {
        if (recovery != null) {
            recovery.expire();
        }
    }

    @Override
    public CompletionStage<List<SocketDetails>> fetchSockets(Selection selection, SendFlags flags) {
        List<SocketDetails> found = new ArrayList<>();
        table.forEach(selection, member -> found.add(member.details()));
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public void socketsJoin(Selection selection, SendFlags flags, String... rooms) {
        table.forEach(selection, member -> member.join(rooms));
    }

    @Override
    public void socketsLeave(Selection selection, SendFlags flags, String... rooms) {
        table.forEach(selection, member -> {
            for (String room : rooms) {
                member.leave(room);
            }
        });
    }

    @Override
    public void disconnectSockets(Selection selection, SendFlags flags, boolean close) {
        table.forEach(selection, member -> member.disconnect(close));
    }

    @Override
    public void serverSideEmit(String event, Args args) {
        // nobody else is there to hear it
    }

    @Override
    public CompletionStage<List<Args>> serverSideEmitWithAck(String event, Args args) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public Map<String, Set<String>> rooms() {
        return table.rooms();
    }

    @Override
    public Map<String, Set<String>> sids() {
        return table.sids();
    }

    @Override
    public Registration onCreateRoom(Consumer<String> listener) {
        return events.onCreate(listener);
    }

    @Override
    public Registration onDeleteRoom(Consumer<String> listener) {
        return events.onDelete(listener);
    }

    @Override
    public Registration onJoinRoom(BiConsumer<String, String> listener) {
        return events.onJoin(listener);
    }

    @Override
    public Registration onLeaveRoom(BiConsumer<String, String> listener) {
        return events.onLeave(listener);
    }
}
