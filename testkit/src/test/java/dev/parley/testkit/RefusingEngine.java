package dev.parley.testkit;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Engine;
import dev.parley.engine.EngineOptions;
import dev.parley.engine.SessionListener;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.protocol.payload.Payload;
import dev.parley.testkit.client.MemoryWeb;
import dev.parley.testkit.time.VirtualStrands;
import java.util.List;

/** An engine whose listener throws at each message, and remembers the last close. */
final class RefusingEngine {
    private final VirtualStrands strands = new VirtualStrands(1);
    private final MemoryWeb web;
    private CloseReason reason;

    RefusingEngine(RuntimeException failure) {
        Engine engine = new Engine(
                EngineOptions.defaults(), List.of(new EngineIo4()), strands, session -> new SessionListener() {
                    @Override
                    public void onMessage(Payload message) {
                        throw failure;
                    }

                    @Override
                    public void onHeartbeat() {
                        throw failure;
                    }

                    @Override
                    public void onClose(CloseReason why, String detail) {
                        reason = why;
                        throw new IllegalStateException("fails at the end, too");
                    }
                });
        this.web = new MemoryWeb(strands, engine::handle);
    }

    MemoryWeb web() {
        return web;
    }

    CloseReason closeReason() {
        return reason;
    }
}
