package dev.parley.server.core;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.server.adapter.Selection;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.adapter.SocketDetails;
import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.RemoteSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The operator of one namespace, or of all children of a parent: whom it addresses, and how. Immutable. */
final class Operator implements BroadcastOperator {
    private final Targets targets;
    private final Selection selection;
    private final SendFlags flags;

    Operator(Targets targets, Selection selection, SendFlags flags) {
        this.targets = targets;
        this.selection = selection;
        this.flags = flags;
    }

    @Override
    public BroadcastOperator to(String... rooms) {
        return new Operator(targets, selection.with(rooms), flags);
    }

    @Override
    public BroadcastOperator except(String... rooms) {
        return new Operator(targets, selection.without(rooms), flags);
    }

    @Override
    public BroadcastOperator local() {
        return new Operator(targets, selection, flags.asLocal());
    }

    @Override
    public BroadcastOperator droppable() {
        return new Operator(targets, selection, flags.asDroppable());
    }

    @Override
    public BroadcastOperator compress(boolean compress) {
        return new Operator(targets, selection, flags.withCompress(compress));
    }

    @Override
    public BroadcastOperator timeout(Duration timeout) {
        return new Operator(targets, selection, flags.withTimeout(timeout));
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        ReservedNames.checkEvent(event);
        Args values = Arguments.of(args);
        for (LocalNamespace namespace : targets.namespaces()) {
            namespace
                    .adapter()
                    .broadcast(new Packet.Event(namespace.name(), event, values, Packet.NO_ACK), selection, flags);
        }
    }

    @Override
    public CompletionStage<BroadcastAnswers> emitWithAck(String event, @Nullable Object... args) {
        ReservedNames.checkEvent(event);
        Args values = Arguments.of(args);
        List<CompletableFuture<BroadcastAnswers>> parts = new ArrayList<>(1);
        for (LocalNamespace namespace : targets.namespaces()) {
            SendFlags timed = flags.timeout() == null ? flags.withTimeout(namespace.broadcastAckTimeout()) : flags;
            Packet.Event packet = new Packet.Event(namespace.name(), event, values, Packet.NO_ACK);
            parts.add(namespace
                    .adapter()
                    .broadcastWithAck(packet, selection, timed)
                    .toCompletableFuture());
        }
        return parts.size() == 1 ? parts.get(0) : allOf(parts).thenApply(Operator::merge);
    }

    private static BroadcastAnswers merge(List<BroadcastAnswers> parts) {
        Map<String, Args> answers = new LinkedHashMap<>();
        List<String> timedOut = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (BroadcastAnswers part : parts) {
            answers.putAll(part.answers());
            timedOut.addAll(part.timedOut());
            left.addAll(part.left());
        }
        return new BroadcastAnswers(answers, timedOut, left);
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        List<CompletableFuture<List<RemoteSocket>>> parts = new ArrayList<>(1);
        for (LocalNamespace namespace : targets.namespaces()) {
            parts.add(namespace
                    .adapter()
                    .fetchSockets(selection, flags)
                    .toCompletableFuture()
                    .thenApply(found -> remoteSockets(namespace, found)));
        }
        return allOf(parts)
                .thenApply(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private static List<RemoteSocket> remoteSockets(LocalNamespace namespace, List<SocketDetails> found) {
        return found.stream()
                .<RemoteSocket>map(details -> new FoundSocket(details, namespace))
                .toList();
    }

    private static <T> CompletableFuture<List<T>> allOf(List<CompletableFuture<T>> parts) {
        return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> parts.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public void socketsJoin(String... rooms) {
        for (LocalNamespace namespace : targets.namespaces()) {
            namespace.adapter().socketsJoin(selection, flags, rooms);
        }
    }

    @Override
    public void socketsLeave(String... rooms) {
        for (LocalNamespace namespace : targets.namespaces()) {
            namespace.adapter().socketsLeave(selection, flags, rooms);
        }
    }

    @Override
    public void disconnectSockets(boolean close) {
        for (LocalNamespace namespace : targets.namespaces()) {
            namespace.adapter().disconnectSockets(selection, flags, close);
        }
    }

    /** The namespaces whose sockets an operator addresses. */
    @FunctionalInterface
    interface Targets {
        Iterable<LocalNamespace> namespaces();
    }
}
