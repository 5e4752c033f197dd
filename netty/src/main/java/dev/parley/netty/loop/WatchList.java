package dev.parley.netty.loop;

import dev.parley.engine.time.Clock;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The watches of one loop: one timer for all, which stops when there are none. Adding and removing cost the same however
 * many there are.
 */
final class WatchList {
    private static final long PERIOD_MILLIS = 500;

    private final EventLoop loop;
    private final Clock clock;
    private final List<Watch> watches = new ArrayList<>();
    private boolean ticking;

    WatchList(EventLoop loop, Clock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    Watch add(Watch.Tick tick) {
        assert loop.inEventLoop() : "off the loop";
        Watch watch = new Watch(this, tick, watches.size());
        watches.add(watch);
        if (!ticking) {
            ticking = true;
            scheduleTick();
        }
        return watch;
    }

    /** Moves the last into the place of {@code watch}. */
    void remove(Watch watch) {
        assert loop.inEventLoop() : "off the loop";
        Watch last = watches.remove(watches.size() - 1);
        if (last != watch) {
            watches.set(watch.index(), last);
            last.index(watch.index());
        }
        watch.index(-1);
    }

    private void tick() {
        long now = clock.nanos();
        try {
            // From the end: the place of a watch that ends is taken by one that had its turn. A tick may end others,
            // too.
            int i = watches.size();
            while (--i >= 0) {
                watches.get(i).tick().tick(now);
                i = Math.min(i, watches.size());
            }
        } finally {
            ticking = !watches.isEmpty();
            if (ticking) {
                scheduleTick();
            }
        }
    }

    private void scheduleTick() {
        if (!loop.isShuttingDown()) {
            loop.schedule(this::tick, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
