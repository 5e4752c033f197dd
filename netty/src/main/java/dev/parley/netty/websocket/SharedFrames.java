package dev.parley.netty.websocket;

import dev.parley.protocol.frame.WireMessage;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What was written last on a loop. A broadcast has the same messages for one connection after the other: when they come
 * the second time their frames are kept, and whoever comes later sends those, without a buffer and a copy of its own.
 *
 * <p>What is sent to one client alone costs a comparison. Frames are kept until the turn of the loop ends, messages until
 * others are written.
 *
 * <p>Confined to a loop.
 */
final class SharedFrames {
    /** More messages at once are not remembered: who is so far behind hardly gets the same as others. */
    private static final int MOST = 16;

    /** Nor are larger ones, since the last ones on an idle loop stay. */
    private static final int MOST_BYTES = 1 << 20;

    private final Executor loop;
    private final @Nullable WireMessage[] last = new WireMessage[MOST];
    private int count;
    private boolean isCompressed;

    /** Whether the last ones were written more than once. */
    private boolean isRepeated;

    private @Nullable ByteBuf kept;

    SharedFrames(Executor loop) {
        this.loop = loop;
    }

    /**
     * The frames of these very messages, to be written; or null: then make them, and {@link #share} them.
     *
     * @param isCompressed whether the connection compresses, so that its frames are others
     */
    @Nullable ByteBuf find(List<WireMessage> messages, boolean isCompressed) {
        isRepeated = isCompressed == this.isCompressed && isLast(messages);
        if (!isRepeated) {
            drop();
            remember(messages, isCompressed);
        }
        return kept == null ? null : kept.retainedDuplicate();
    }

    /** Keeps frames that {@link #find} did not find, if others seem to get the same; returns what to write. */
    ByteBuf share(ByteBuf frames) {
        if (!isRepeated) {
            return frames;
        }
        kept = frames;
        loop.execute(this::drop);
        return frames.retainedDuplicate();
    }

    private boolean isLast(List<WireMessage> messages) {
        if (messages.size() != count) {
            return false;
        }
        for (int i = count - 1; i >= 0; i--) { // the latest differ soonest
            if (messages.get(i) != last[i]) {
                return false;
            }
        }
        return true;
    }

    private void remember(List<WireMessage> messages, boolean compressed) {
        int size = messages.size() <= MOST && bytes(messages) <= MOST_BYTES ? messages.size() : 0;
        for (int i = 0; i < Math.max(size, count); i++) {
            last[i] = i < size ? messages.get(i) : null;
        }
        count = size;
        isCompressed = compressed;
    }

    private static long bytes(List<WireMessage> messages) {
        long bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            bytes += messages.get(i).payload().sizeBytes();
        }
        return bytes;
    }

    private void drop() {
        ByteBuf dropped = kept;
        if (dropped != null) {
            kept = null;
            dropped.release();
        }
    }
}
