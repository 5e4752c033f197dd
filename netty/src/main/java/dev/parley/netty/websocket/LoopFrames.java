package dev.parley.netty.websocket;

import dev.parley.netty.loop.LoopStrand;
import dev.parley.netty.loop.RawDeflate;
import org.jspecify.annotations.Nullable;

/**
 * What the WebSockets of one loop share, so that one which is idle keeps next to nothing: a reader, lent to who has
 * something to read, and the writer of all that agreed upon the same.
 *
 * <p><b>Threads:</b> the loop; remembers no connection.
 */
final class LoopFrames {
    private final RawDeflate deflate;
    private final SharedFrames written;
    private @Nullable FrameReader spare;

    /** The latest: rules hardly ever differ. */
    private @Nullable FrameWriter writer;

    private LoopFrames(RawDeflate deflate, SharedFrames written) {
        this.deflate = deflate;
        this.written = written;
    }

    static LoopFrames of(LoopStrand loop) {
        return loop.shared(LoopFrames.class, () -> new LoopFrames(loop.deflate(), new SharedFrames(loop.loop())));
    }

    /** A reader for one connection, until {@link #giveBack}. */
    FrameReader lend(FrameSink sink, FrameRules rules) {
        FrameReader lent = spare;
        if (lent == null) {
            return new FrameReader(sink, rules, deflate);
        }
        spare = null;
        lent.serve(sink, rules);
        return lent;
    }

    /** Takes back a reader that is between two messages. */
    void giveBack(FrameReader reader) {
        reader.forget();
        spare = reader;
    }

    /** A writer by these rules. */
    FrameWriter writer(FrameRules rules) {
        FrameWriter known = writer;
        if (known == null || !known.rules().equals(rules)) {
            known = new FrameWriter(rules, deflate, written);
            writer = known;
        }
        return known;
    }
}
