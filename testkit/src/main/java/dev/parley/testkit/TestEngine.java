package dev.parley.testkit;

import dev.parley.engine.Engine;
import dev.parley.engine.EngineOptions;
import dev.parley.engine.EngineOptionsBuilder;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.testkit.client.MemoryWeb;
import dev.parley.testkit.client.PollingClient;
import dev.parley.testkit.client.WebSocketClient;
import dev.parley.testkit.time.VirtualStrands;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** An engine in memory, whose sessions are recorded, with a clock that the test moves. */
public final class TestEngine {
    private final VirtualStrands strands = new VirtualStrands(2);
    private final RecordingListener listener = new RecordingListener();
    private final Engine engine;
    private final MemoryWeb web;

    private TestEngine(EngineOptions options, List<Dialect> dialects) {
        this.engine = new Engine(options, dialects, strands, listener);
        this.web = new MemoryWeb(strands, engine::handle).withPath(options.path() + "/");
    }

    /** An engine with all defaults, for Engine.IO 4. */
    public static TestEngine withDefaults() {
        return with(options -> {});
    }

    /** An engine with other options, for Engine.IO 4. */
    public static TestEngine with(Consumer<EngineOptionsBuilder> options) {
        return with(options, List.of(new EngineIo4()));
    }

    /** An engine with other options, for these dialects. */
    public static TestEngine with(Consumer<EngineOptionsBuilder> options, List<Dialect> dialects) {
        EngineOptionsBuilder builder = EngineOptions.builder();
        options.accept(builder);
        return new TestEngine(builder.build(), dialects);
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** The way to it. */
    public MemoryWeb web() {
        return web;
    }

    /** Its strands and clock. */
    public VirtualStrands strands() {
        return strands;
    }

    /** What it told. */
    public RecordingListener heard() {
        return listener;
    }

    /** The session that opened last. */
    public RecordingListener.Recorded session() {
        return listener.last();
    }

    /** A client that opened a session by polling. */
    public PollingClient polling() {
        return web.polling();
    }

    /** A client that opened a session on a WebSocket. */
    public WebSocketClient webSocket() {
        return web.webSocket();
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        strands.pass(time);
    }

    /** Runs what waits on strands. */
    public void settle() {
        strands.settle();
    }
}
