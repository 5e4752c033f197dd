package dev.parley.benchmarks.growth;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.netty.loop.LoopStrandGroup;
import dev.parley.server.ParleyServer;
import dev.parley.server.ServerOptions;
import dev.parley.server.api.Dispatch;
import dev.parley.server.api.Socket;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server on one loop, and its ghosts; the last socket that connected is at hand. Handlers run on the loop. */
final class World implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ParleyServer io = new ParleyServer(
            ServerOptions.builder().dispatch(Dispatch.inline()).build(),
            new LoopStrandGroup(group),
            JacksonCodec.create());
    private final List<Socket> latest = new ArrayList<>();

    World() {
        io.onConnect(socket -> {
            latest.clear();
            latest.add(socket);
            socket.on("echo", event -> socket.emit("echo", event.args()));
        });
    }

    ParleyServer io() {
        return io;
    }

    EventLoop loop() {
        return group.next();
    }

    /** Connects a ghost. On the loop. */
    Socket connect(Ghost ghost) {
        io.engine().handle(ghost);
        ghost.say("40");
        return latest.get(0);
    }

    /** Connects ghosts that are in {@code room} and in one room of their own choice each, a few at a time. */
    List<Ghost> populate(int count, String room, Runnable whenReached) throws InterruptedException {
        List<Ghost> ghosts = new ArrayList<>();
        while (ghosts.size() < count) {
            int more = Math.min(1000, count - ghosts.size());
            run(() -> {
                for (int i = 0; i < more; i++) {
                    Ghost ghost = new Ghost(whenReached);
                    connect(ghost).join(room, "topic" + ghosts.size());
                    ghosts.add(ghost);
                }
                return more;
            });
        }
        return ghosts;
    }

    /** Runs something on the loop and waits for it. */
    <T> T run(Callable<T> task) throws InterruptedException {
        try {
            return loop().submit(task).get(120, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the loop failed", e);
        }
    }

    @Override
    public void close() {
        io.close(Duration.ZERO);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
