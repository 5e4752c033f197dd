package dev.parley.netty.loop;

import dev.parley.engine.time.Clock;
import dev.parley.engine.time.Strand;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A strand that is an event loop. Its connections are read and written where its sessions live. */
public final class LoopStrand implements Strand {
    private final EventLoop loop;
    private final Clock clock;
    private final WatchList watches;
    private final HttpDate date = new HttpDate();
    private final RawDeflate deflate = new RawDeflate();
    private final MessageDigest sha1 = newSha1();
    private final Map<Class<?>, Object> shared = new HashMap<>();

    LoopStrand(EventLoop loop, Clock clock) {
        this.loop = loop;
        this.clock = clock;
        this.watches = new WatchList(loop, clock);
    }

    /** The event loop. Any thread. */
    public EventLoop loop() {
        return loop;
    }

    /** The time by which the timers of this loop go. Any thread. */
    public long nanos() {
        return clock.nanos();
    }

    /** Has {@code tick} called about twice a second until the watch is cancelled. On the loop. */
    public Watch watch(Watch.Tick tick) {
        return watches.add(tick);
    }

    /** The date as HTTP writes it, in ASCII; not to be changed. On the loop. */
    public byte[] date() {
        return date.ascii();
    }

    /** The compressor that all connections of this loop use in turn. On the loop. */
    public RawDeflate deflate() {
        return deflate;
    }

    /** The digest that all handshakes of this loop use in turn: finding one costs more than using it. On the loop. */
    public MessageDigest sha1() {
        return sha1;
    }

    private static MessageDigest newSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime has no SHA-1, which WebSocket handshakes need", missing);
        }
    }

    /** The one object of this kind that the connections of this loop share, made when first asked for. On the loop. */
    public <T> T shared(Class<T> kind, Supplier<T> maker) {
        return kind.cast(shared.computeIfAbsent(kind, absent -> maker.get()));
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public String toString() {
        return "strand of " + loop;
    }
}
