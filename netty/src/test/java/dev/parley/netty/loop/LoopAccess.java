package dev.parley.netty.loop;

/** Makes what connections of a loop share, without a loop. */
public final class LoopAccess {
    private LoopAccess() {}

    public static RawDeflate deflate() {
        return new RawDeflate();
    }
}
