package dev.parley.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Questions at a fixed rate, whether answers come or not. Latency counts from when a question was due, not from when it
 * could be sent, so a server that stalls does not hide it (no coordinated omission). The loop polls without pause
 * meanwhile, to be on time.
 */
public final class OpenLoop implements Traffic {
    private static final int RING = 1 << 14;

    /** Who is behind by more never catches up. */
    private static final long MOST_SECONDS = 4;

    private final Generator generator;
    private final List<EchoRole> roles = new ArrayList<>();
    private final List<long[]> due = new ArrayList<>();
    private final Crowd crowd;
    private final int perSecond;
    private final long gapNanos;
    private Histogram latencies = new Histogram(60_000_000_000L, 3);
    private boolean active;
    private long completed;
    private long sent;
    private long roundBegan;
    private long roundSent;

    private OpenLoop(Generator generator, Wire wire, int clients, int perSecond, Exchange exchange)
            throws WrongAnswerException, InterruptedException {
        this.generator = generator;
        this.perSecond = perSecond;
        this.gapNanos = 1_000_000_000L / perSecond;
        this.crowd = Crowd.connect(generator, wire, clients, i -> {
            long[] times = new long[RING];
            EchoRole role = new EchoRole(List.of(exchange), (from, number) -> answered(times, number));
            roles.add(role);
            due.add(times);
            return role;
        });
    }

    /** Connects. Not on the loop. */
    public static Traffic connect(Generator generator, Wire wire, int clients, int perSecond, Exchange exchange)
            throws WrongAnswerException, InterruptedException {
        return new OpenLoop(generator, wire, clients, perSecond, exchange);
    }

    @Override
    public void begin() {
        latencies = new Histogram(60_000_000_000L, 3);
        active = true;
        generator.setPunctual(true);
        roundBegan = System.nanoTime();
        roundSent = 0;
        turn();
    }

    @Override
    public void end() {
        active = false;
        generator.setPunctual(false);
    }

    @Override
    public boolean isQuiet() {
        return completed == sent;
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public Histogram latencies() {
        return latencies;
    }

    @Override
    public void close() throws WrongAnswerException, InterruptedException {
        crowd.leave();
    }

    private void turn() {
        if (!active) {
            return;
        }
        long now = System.nanoTime();
        while (roundBegan + roundSent * gapNanos <= now) {
            int turn = (int) (sent % roles.size());
            EchoRole role = roles.get(turn);
            due.get(turn)[(int) (role.asked() & (RING - 1))] = roundBegan + roundSent * gapNanos;
            role.ask();
            role.flush();
            sent++;
            roundSent++;
        }
        if (sent - completed > Math.min((long) RING * roles.size() / 2, MOST_SECONDS * perSecond)) {
            generator.fail("the server is hopelessly behind");
            active = false;
            return;
        }
        generator.loop().schedule(this::turn, 2, TimeUnit.MICROSECONDS);
    }

    private void answered(long[] times, long number) {
        completed++;
        latencies.recordValue(Math.max(1, System.nanoTime() - times[(int) (number & (RING - 1))]));
    }
}
