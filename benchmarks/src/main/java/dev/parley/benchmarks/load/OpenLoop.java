package dev.parley.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Questions at a fixed rate, whether answers come or not. Latency counts from when a question was due, not from when it
 * could be sent, so a server that stalls does not hide it (no coordinated omission). The loop polls without pause
 * meanwhile, to be on time; by how much it was late all the same is recorded, too: no server can have less than that.
 */
public final class OpenLoop implements Traffic {
    private static final int RING = 1 << 14;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Who is behind by more never catches up. */
    private static final long MOST_SECONDS = 4;

    private final Generator generator;
    private final List<EchoRole> roles = new ArrayList<>();
    private final List<long[]> times = new ArrayList<>();
    private final Crowd crowd;
    private final int perSecond;
    private final long gapNanos;
    private Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    private Histogram lateness = new Histogram(LONGEST_NANOS, 3);
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
            long[] due = new long[RING];
            EchoRole role = new EchoRole(List.of(exchange), (from, number) -> answered(due, number));
            roles.add(role);
            times.add(due);
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
        latencies = new Histogram(LONGEST_NANOS, 3);
        lateness = new Histogram(LONGEST_NANOS, 3);
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
    public Histogram lateness() {
        return lateness;
    }

    @Override
    public void close() throws WrongAnswerException, InterruptedException {
        crowd.leave();
    }

    /** When the next question is due. */
    private long due() {
        return roundBegan + roundSent * gapNanos;
    }

    private void turn() {
        if (!active) {
            return;
        }
        long now = System.nanoTime();
        for (long due = due(); due <= now; due = due()) {
            int turn = (int) (sent % roles.size());
            EchoRole role = roles.get(turn);
            times.get(turn)[(int) (role.asked() & (RING - 1))] = due;
            lateness.recordValue(Math.max(1, System.nanoTime() - due));
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

    private void answered(long[] due, long number) {
        completed++;
        latencies.recordValue(Math.max(1, System.nanoTime() - due[(int) (number & (RING - 1))]));
    }
}
