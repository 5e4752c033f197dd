package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A started server on a random port of this machine. */
public final class Running implements AutoCloseable {
    private final NettyServer server;

    public Running(Consumer<NettyServerBuilder> setup) {
        NettyServerBuilder builder =
                NettyServer.builder().host("127.0.0.1").port(0).eventLoops(2);
        setup.accept(builder);
        server = builder.build();
        await(server.start().toCompletableFuture());
    }

    public NettyServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    public RawClient connect() {
        return new RawClient(port());
    }

    /** Plain text. */
    public static HttpReply text(String text) {
        return HttpReply.of(200, new HttpBody("text/plain", TextPayload.of(text)));
    }

    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(server.stop(Duration.ofSeconds(1)).toCompletableFuture());
        assertThat(LeakRecorder.found()).as("leaked buffers").isEmpty();
    }
}
