package dev.parley.server.core;

import dev.parley.protocol.packet.Args;
import dev.parley.server.api.AckCallback;
import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.SocketOperator;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Something that sends as its plain operator does. */
interface Directed extends SocketOperator {
    /** The operator without any choice made. */
    DirectOperator direct();

    @Override
    default void emit(String event, @Nullable Object... args) {
        direct().emit(event, args);
    }

    @Override
    default void emit(String event, Args args, AckCallback callback) {
        direct().emit(event, args, callback);
    }

    @Override
    default CompletionStage<Args> emitWithAck(String event, @Nullable Object... args) {
        return direct().emitWithAck(event, args);
    }

    @Override
    default SocketOperator droppable() {
        return direct().droppable();
    }

    @Override
    default SocketOperator compress(boolean compress) {
        return direct().compress(compress);
    }

    @Override
    default SocketOperator timeout(Duration timeout) {
        return direct().timeout(timeout);
    }

    @Override
    default BroadcastOperator to(String... rooms) {
        return direct().to(rooms);
    }

    @Override
    default BroadcastOperator except(String... rooms) {
        return direct().except(rooms);
    }

    @Override
    default BroadcastOperator local() {
        return direct().local();
    }

    @Override
    default BroadcastOperator broadcast() {
        return direct().broadcast();
    }
}
