package dev.parley.server;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.server.adapter.Adapter;
import dev.parley.server.adapter.AdapterContext;
import dev.parley.server.adapter.AdapterFactory;
import dev.parley.server.adapter.LocalAdapter;
import dev.parley.server.adapter.Member;
import dev.parley.server.adapter.Selection;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.adapter.SocketDetails;
import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Nodes that reach each other by plain calls: shows that the adapter's interface is enough for a cluster. */
final class LinkedNodes implements AdapterFactory {
    private final List<Node> nodes = new ArrayList<>();

    @Override
    public Adapter create(AdapterContext context) {
        Node node = new Node(context);
        nodes.add(node);
        return node;
    }

    private final class Node implements Adapter {
        private final AdapterContext context;
        private final LocalAdapter local;

        Node(AdapterContext context) {
            this.context = context;
            this.local = new LocalAdapter(context);
        }

        private List<Node> reached(SendFlags flags) {
            return nodes.stream()
                    .filter(node -> node == this
                            || (!flags.local() && node.context.namespace().equals(context.namespace())))
                    .toList();
        }

        private List<Node> others() {
            return reached(SendFlags.DEFAULT).stream()
                    .filter(node -> node != this)
                    .toList();
        }

        @Override
        public void broadcast(Packet.Event packet, Selection selection, SendFlags flags) {
            reached(flags).forEach(node -> node.local.broadcast(packet, selection, flags));
        }

        @Override
        public CompletionStage<BroadcastAnswers> broadcastWithAck(
                Packet.Event packet, Selection selection, SendFlags flags) {
            return all(reached(flags).stream()
                            .map(node -> node.local.broadcastWithAck(packet, selection, flags))
                            .toList())
                    .thenApply(parts -> {
                        Map<String, Args> answers = new LinkedHashMap<>();
                        List<String> timedOut = new ArrayList<>();
                        List<String> left = new ArrayList<>();
                        parts.forEach(part -> {
                            answers.putAll(part.answers());
                            timedOut.addAll(part.timedOut());
                            left.addAll(part.left());
                        });
                        return new BroadcastAnswers(answers, timedOut, left);
                    });
        }

        @Override
        public CompletionStage<List<SocketDetails>> fetchSockets(Selection selection, SendFlags flags) {
            return all(reached(flags).stream()
                            .map(node -> node.local.fetchSockets(selection, flags))
                            .toList())
                    .thenApply(parts -> parts.stream().flatMap(List::stream).toList());
        }

        private static <T> CompletionStage<List<T>> all(List<CompletionStage<T>> stages) {
            List<CompletableFuture<T>> futures =
                    stages.stream().map(CompletionStage::toCompletableFuture).toList();
            return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
                    .thenApply(done ->
                            futures.stream().map(CompletableFuture::join).toList());
        }

        @Override
        public void socketsJoin(Selection selection, SendFlags flags, String... rooms) {
            reached(flags).forEach(node -> node.local.socketsJoin(selection, flags, rooms));
        }

        @Override
        public void socketsLeave(Selection selection, SendFlags flags, String... rooms) {
            reached(flags).forEach(node -> node.local.socketsLeave(selection, flags, rooms));
        }

        @Override
        public void disconnectSockets(Selection selection, SendFlags flags, boolean close) {
            reached(flags).forEach(node -> node.local.disconnectSockets(selection, flags, close));
        }

        @Override
        public void serverSideEmit(String event, Args args) {
            others().forEach(node -> node.context.serverSide().handle(event, args));
        }

        @Override
        public CompletionStage<List<Args>> serverSideEmitWithAck(String event, Args args) {
            return all(others().stream()
                    .map(node -> node.context.serverSide().handle(event, args))
                    .toList());
        }

        @Override
        public void join(Member member, Collection<String> rooms) {
            local.join(member, rooms);
        }

        @Override
        public void leave(Member member, String room) {
            local.leave(member, room);
        }

        @Override
        public Set<String> remove(Member member) {
            return local.remove(member);
        }

        @Override
        public Set<String> roomsOf(String socketId) {
            return local.roomsOf(socketId);
        }

        @Override
        public Map<String, Set<String>> rooms() {
            return local.rooms();
        }

        @Override
        public Map<String, Set<String>> sids() {
            return local.sids();
        }

        @Override
        public Registration onCreateRoom(Consumer<String> listener) {
            return local.onCreateRoom(listener);
        }

        @Override
        public Registration onDeleteRoom(Consumer<String> listener) {
            return local.onDeleteRoom(listener);
        }

        @Override
        public Registration onJoinRoom(BiConsumer<String, String> listener) {
            return local.onJoinRoom(listener);
        }

        @Override
        public Registration onLeaveRoom(BiConsumer<String, String> listener) {
            return local.onLeaveRoom(listener);
        }
    }
}
