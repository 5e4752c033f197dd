package dev.parley.netty.loop;

/** Makes a compressor without a loop. */
public final class RawDeflateAccess {
    private RawDeflateAccess() {}

    public static RawDeflate create() {
        return new RawDeflate();
    }
}
