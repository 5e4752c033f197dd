package dev.parley.benchmarks.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that opens its session with a poll, as browsers do, and moves to a WebSocket before it says anything. */
final class UpgradingClient implements Client, HttpLink.Listener {
    private final Generator generator;
    private final Wire wire;
    private final Role role;
    private final HttpLink poll;
    private @Nullable WsClient moved;
    private Runnable refused = () -> {};

    UpgradingClient(Generator generator, Wire wire, Role role) {
        this.generator = generator;
        this.wire = wire;
        this.role = role;
        this.poll = new HttpLink(generator, this);
    }

    Client connect(Runnable whenRefused) {
        refused = whenRefused;
        generator.connect(wire, () -> poll, whenRefused);
        return this;
    }

    @Override
    public void open() {
        poll.request("/socket.io/?EIO=4&transport=polling", null);
    }

    @Override
    public void answer(int status, byte[] body, int length) {
        WsClient client = new WsClient(
                generator, wire, role, PollClient.sid(new String(body, 0, length, StandardCharsets.UTF_8)));
        moved = client;
        generator.connect(wire, () -> client, refused);
        poll.close();
    }

    @Override
    public void closed() {
        if (moved == null) {
            unexpected("the connection of the first poll ended");
        }
    }

    @Override
    public void queue(Template message, long number) {
        client().queue(message, number);
    }

    @Override
    public void flush() {
        client().flush();
    }

    @Override
    public void leave() {
        client().leave();
    }

    @Override
    public void abort() {
        poll.close();
        if (moved != null) {
            moved.abort();
        }
    }

    @Override
    public void unexpected(String what) {
        generator.fail(what + " (client that moves)");
    }

    private WsClient client() {
        if (moved == null) {
            throw new IllegalStateException("not moved yet");
        }
        return moved;
    }
}
