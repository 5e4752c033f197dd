package dev.parley.server.core;

import dev.parley.protocol.packet.Args;
import dev.parley.server.adapter.Selection;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.api.AckCallback;
import dev.parley.server.api.AckException;
import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.SocketOperator;
import dev.parley.server.dispatch.Stages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One socket, and how it is to be sent to. Immutable. */
final class DirectOperator implements SocketOperator {
    private final LocalSocket socket;
    private final SendFlags flags;

    DirectOperator(LocalSocket socket, SendFlags flags) {
        this.socket = socket;
        this.flags = flags;
    }

    @Override
    public SocketOperator droppable() {
        return new DirectOperator(socket, flags.asDroppable());
    }

    @Override
    public SocketOperator compress(boolean compress) {
        return new DirectOperator(socket, flags.withCompress(compress));
    }

    @Override
    public SocketOperator timeout(Duration timeout) {
        return new DirectOperator(socket, flags.withTimeout(timeout));
    }

    @Override
    public BroadcastOperator to(String... rooms) {
        return broadcast().to(rooms);
    }

    @Override
    public BroadcastOperator except(String... rooms) {
        return broadcast().except(rooms);
    }

    @Override
    public BroadcastOperator local() {
        return broadcast().local();
    }

    @Override
    public BroadcastOperator broadcast() {
        return new Operator(() -> List.of(socket.namespace()), Selection.ALL.without(socket.id()), flags);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        socket.emit(event, Arguments.of(args), flags);
    }

    @Override
    public void emit(String event, Args args, AckCallback callback) {
        socket.ask(event, args, flags).whenComplete((answer, error) -> tell(callback, answer, error));
    }

    @Override
    public CompletionStage<Args> emitWithAck(String event, @Nullable Object... args) {
        return socket.ask(event, Arguments.of(args), flags);
    }

    private void tell(AckCallback callback, @Nullable Args answer, @Nullable Throwable error) {
        try {
            Throwable cause = error == null ? null : Stages.unwrap(error);
            callback.handle(
                    cause instanceof AckException failure ? failure : null, answer == null ? Args.NONE : answer);
        } catch (RuntimeException e) {
            socket.failed(e, "ack callback");
        }
    }
}
