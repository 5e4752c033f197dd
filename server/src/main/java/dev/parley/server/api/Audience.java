package dev.parley.server.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Something that, used as an operator, addresses all sockets that it has. */
public interface Audience extends BroadcastOperator {
    /** The operator that addresses them all. */
    BroadcastOperator everyone();

    @Override
    default BroadcastOperator to(String... rooms) {
        return everyone().to(rooms);
    }

    @Override
    default BroadcastOperator except(String... rooms) {
        return everyone().except(rooms);
    }

    @Override
    default BroadcastOperator local() {
        return everyone().local();
    }

    @Override
    default BroadcastOperator droppable() {
        return everyone().droppable();
    }

    @Override
    default BroadcastOperator compress(boolean compress) {
        return everyone().compress(compress);
    }

    @Override
    default BroadcastOperator timeout(Duration timeout) {
        return everyone().timeout(timeout);
    }

    @Override
    default void emit(String event, @Nullable Object... args) {
        everyone().emit(event, args);
    }

    @Override
    default CompletionStage<BroadcastAnswers> emitWithAck(String event, @Nullable Object... args) {
        return everyone().emitWithAck(event, args);
    }

    @Override
    default CompletionStage<List<RemoteSocket>> fetchSockets() {
        return everyone().fetchSockets();
    }

    @Override
    default void socketsJoin(String... rooms) {
        everyone().socketsJoin(rooms);
    }

    @Override
    default void socketsLeave(String... rooms) {
        everyone().socketsLeave(rooms);
    }

    @Override
    default void disconnectSockets(boolean close) {
        everyone().disconnectSockets(close);
    }
}
