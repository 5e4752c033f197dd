package dev.parley.netty.loop;

import java.util.concurrent.Executor;

/** Makes what connections of a loop share, without a loop. */
public final class LoopAccess {
    private LoopAccess() {}

    public static RawDeflate deflate() {
        return new RawDeflate();
    }

    public static SharedFrames sharedFrames(Executor loop) {
        return new SharedFrames(loop);
    }
}
