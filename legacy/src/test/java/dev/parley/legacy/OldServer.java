package dev.parley.legacy;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.server.ParleyServer;
import dev.parley.server.ServerOptions;
import dev.parley.server.ServerOptionsBuilder;
import dev.parley.server.api.Dispatch;
import dev.parley.server.metrics.ServerMetrics;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import dev.parley.testkit.client.MemoryWeb;
import dev.parley.testkit.time.VirtualStrands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A whole server in memory that accepts every generation, handlers run at once, and the clock is the test's. */
final class OldServer {
    final ParleyServer io;
    final List<ServerMetrics.DropCause> dropped = new ArrayList<>();

    private final VirtualStrands strands = new VirtualStrands(2);
    private final MemoryWeb web;

    OldServer() {
        this(options -> {});
    }

    OldServer(Consumer<ServerOptionsBuilder> others) {
        ServerOptionsBuilder options = ServerOptions.builder()
                .accept(Generations.all())
                .dispatch(Dispatch.inline())
                .metrics(new ServerMetrics() {
                    @Override
                    public void packetDropped(ServerMetrics.DropCause cause) {
                        dropped.add(cause);
                    }
                });
        others.accept(options);
        this.io = new ParleyServer(options.build(), strands, JacksonCodec.create());
        this.web = new MemoryWeb(strands, io.engine()::handle);
    }

    MemoryWeb web(String path) {
        return web.withPath(path);
    }

    /** A GET of a path with or without a query. */
    MemoryExchange get(String target) {
        int query = target.indexOf('?');
        return query < 0 ? web(target).get("") : web(target.substring(0, query)).get(target.substring(query + 1));
    }

    MemoryExchange post(String path, String body) {
        return web(path).post("", body);
    }

    MemoryExchange post(String path, byte[] body) {
        MemoryExchange exchange = web(path).beginPost("");
        exchange.sendBody(body);
        strands.settle();
        return exchange;
    }

    /** A WebSocket, which must be accepted. */
    MemorySocket webSocket(String path) {
        return web(path).upgrade("").socket();
    }

    /** A handshake of a client 0.9; returns the id of its session. */
    String shakeHands() {
        String body = get("/socket.io/1/?t=1").text();
        return body.substring(0, body.indexOf(':'));
    }

    /** What a poll of a client 0.9 brings at once. */
    String poll(String sid) {
        return get("/socket.io/1/xhr-polling/" + sid + "?t=1").text();
    }

    void say(MemorySocket socket, String text) {
        socket.clientSends(TextPayload.of(text));
        strands.settle();
    }

    static List<String> heard(MemorySocket socket) {
        return socket.received().stream()
                .map(message -> new String(message.toByteArray(), StandardCharsets.UTF_8))
                .toList();
    }

    void pass(Duration time) {
        strands.pass(time);
    }

    void settle() {
        strands.settle();
    }
}
