package dev.parley.netty.http;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.time.Strand;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Collects a body up to its limit and tells its receiver, once. Confined to a loop; the receiver hears on its strand. */
final class BodyCollector {
    private static final int FIRST_BYTES = 1024;

    private final int limitBytes;
    private final Strand strand;
    private final BodyReceiver receiver;
    private byte[] bytes = new byte[0];
    private int filled;
    private boolean isDone;

    BodyCollector(int limitBytes, Strand strand, BodyReceiver receiver) {
        this.limitBytes = limitBytes;
        this.strand = strand;
        this.receiver = receiver;
    }

    /** The next bytes. False if they are too many: then nothing is kept. */
    boolean add(ByteBuf piece, boolean isLast) {
        int count = piece.readableBytes();
        if (count > limitBytes - filled) {
            refuse();
            return false;
        }
        if (filled + count > bytes.length) {
            int exact = filled + count;
            int grown = isLast ? exact : Math.max(exact, Math.max(FIRST_BYTES, bytes.length * 2));
            bytes = Arrays.copyOf(bytes, Math.min(grown, limitBytes));
        }
        piece.readBytes(bytes, filled, count);
        filled += count;
        return true;
    }

    void complete() {
        byte[] whole = filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
        tell(() -> receiver.complete(whole));
    }

    void refuse() {
        tell(receiver::tooLarge);
    }

    void abort() {
        tell(receiver::aborted);
    }

    private void tell(Runnable what) {
        if (!isDone) {
            isDone = true;
            bytes = new byte[0];
            strand.run(what);
        }
    }
}
