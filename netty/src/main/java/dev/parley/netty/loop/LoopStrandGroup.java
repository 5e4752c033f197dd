package dev.parley.netty.loop;

import dev.parley.engine.time.Clock;
import dev.parley.engine.time.Strand;
import dev.parley.engine.time.StrandGroup;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The loops of a group of Netty's, as strands. Any thread. */
public final class LoopStrandGroup implements StrandGroup {
    private final List<Strand> strands;
    private final IdentityHashMap<EventExecutor, LoopStrand> byLoop = new IdentityHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Clock clock;

    /** The strands of all loops that {@code group} has now. */
    public LoopStrandGroup(EventLoopGroup group) {
        this(group, Clock.SYSTEM);
    }

    LoopStrandGroup(EventLoopGroup group, Clock clock) {
        this.clock = clock;
        List<Strand> all = new ArrayList<>();
        for (EventExecutor executor : group) {
            LoopStrand strand = new LoopStrand((EventLoop) executor, clock);
            byLoop.put(executor, strand);
            all.add(strand);
        }
        this.strands = List.copyOf(all);
    }

    @Override
    public List<Strand> strands() {
        return strands;
    }

    @Override
    public Strand next() {
        for (int i = 0; i < strands.size(); i++) {
            if (strands.get(i).isCurrent()) {
                return strands.get(i);
            }
        }
        return strands.get((turn.getAndIncrement() & Integer.MAX_VALUE) % strands.size());
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /**
     * The strand that is {@code loop}.
     *
     * @throws IllegalArgumentException if it is not of this group
     */
    public LoopStrand of(EventLoop loop) {
        LoopStrand strand = byLoop.get(loop);
        if (strand == null) {
            throw new IllegalArgumentException(
                    "this event loop is not of the group of the server; accept its connections with the group that was"
                            + " given to NettyPipeline");
        }
        return strand;
    }
}
