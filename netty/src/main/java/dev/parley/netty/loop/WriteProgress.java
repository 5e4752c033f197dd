package dev.parley.netty.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether a peer takes what waits for it: any byte counts as progress. Confined to a loop. */
public final class WriteProgress {
    private long pending;
    private long progress;
    private int current;
    private long since;

    /** Nothing is known yet; the time without progress begins at {@code nowNanos}. */
    public WriteProgress(long nowNanos) {
        since = nowNanos;
    }

    /** For how many nanoseconds bytes have waited without a single one leaving; 0 if none wait. Call it now and then. */
    public long stalledNanos(Channel channel, long nowNanos) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (queue == null || queue.totalPendingWriteBytes() == 0) {
            since = nowNanos;
            return 0;
        }
        long nowPending = queue.totalPendingWriteBytes();
        long nowProgress = queue.currentProgress();
        int nowCurrent = System.identityHashCode(queue.current());
        if (nowPending < pending || nowProgress != progress || nowCurrent != current) {
            since = nowNanos;
        }
        pending = nowPending;
        progress = nowProgress;
        current = nowCurrent;
        return nowNanos - since;
    }
}
