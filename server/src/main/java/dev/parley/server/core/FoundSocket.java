package dev.parley.server.core;

import dev.parley.protocol.packet.Args;
import dev.parley.server.adapter.Selection;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.adapter.SocketDetails;
import dev.parley.server.api.AckException;
import dev.parley.server.api.BroadcastAnswers;
import dev.parley.server.api.BroadcastOperator;
import dev.parley.server.api.Handshake;
import dev.parley.server.api.RemoteSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A socket that was found somewhere: reached through the room that bears its id. */
final class FoundSocket implements RemoteSocket {
    private final SocketDetails details;
    private final BroadcastOperator operator;

    FoundSocket(SocketDetails details, LocalNamespace namespace) {
        this.details = details;
        this.operator = new Operator(() -> List.of(namespace), Selection.room(details.id()), SendFlags.DEFAULT);
    }

    @Override
    public String id() {
        return details.id();
    }

    @Override
    public Handshake handshake() {
        return details.handshake();
    }

    @Override
    public Set<String> rooms() {
        return details.rooms();
    }

    @Override
    public Map<String, Object> data() {
        return details.data();
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
        operator.emit(event, args);
    }

    @Override
    public CompletionStage<Args> emitWithAck(Duration timeout, String event, @Nullable Object... args) {
        return operator.timeout(timeout).emitWithAck(event, args).thenApply(this::onlyAnswer);
    }

    private Args onlyAnswer(BroadcastAnswers answers) {
        Args answer = answers.answers().get(id());
        if (answer == null) {
            throw new AckException(
                    answers.timedOut().isEmpty() ? AckException.Cause.DISCONNECTED : AckException.Cause.TIMEOUT);
        }
        return answer;
    }

    @Override
    public void join(String... rooms) {
        operator.socketsJoin(rooms);
    }

    @Override
    public void leave(String room) {
        operator.socketsLeave(room);
    }

    @Override
    public void disconnect(boolean close) {
        operator.disconnectSockets(close);
    }
}
