package dev.parley.benchmarks.growth;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long others wait while a large room is spoken to. In each turn of the loop a ghost asks for an echo; what the loop
 * does from the turn before until the answer leaves is what a client waits whose question came at the worst moment. It is
 * counted as processor time, so that what else the machine is busy with says nothing. Broadcasts come from another
 * thread, as those of handlers do.
 */
final class Pause {
    private static final int PERIOD_MILLIS = 100;

    private final World world;
    private final Histogram waits = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
    private final Ghost asker = new Ghost(this::answered);

    /** Processor time of the loop at the last turn, and at the one before; on the loop. */
    private long lastTurn;

    private long turnBefore;
    private volatile boolean isMeasuring;

    Pause(World world) {
        this.world = world;
    }

    /** Waits of {@code seconds}, with a broadcast to {@code room} ten times a second or without, as cells of a table. */
    String measure(String room, boolean isSpokenTo, int seconds) throws InterruptedException {
        world.run(() -> {
            if (asker.messages() == 0) {
                world.connect(asker);
            }
            waits.reset();
            isMeasuring = true;
            lastTurn = cpu();
            turn();
            return true;
        });
        for (int i = 0; i < seconds * 1000 / PERIOD_MILLIS; i++) {
            if (isSpokenTo) {
                world.io().to(room).emit("news", "hello");
            }
            TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        }
        return world.run(() -> {
            isMeasuring = false;
            return String.format(
                    Locale.ROOT, "%.2f | %.2f | %.2f | %.2f", millis(50), millis(99), millis(99.9), millis(100));
        });
    }

    private void turn() {
        if (isMeasuring) {
            turnBefore = lastTurn;
            lastTurn = cpu();
            asker.say("42[\"echo\",1]");
            world.loop().schedule(this::turn, 0, TimeUnit.NANOSECONDS); // as what is read from a network comes
        }
    }

    private void answered() {
        if (isMeasuring) {
            waits.recordValue(cpu() - turnBefore);
        }
    }

    private static long cpu() {
        return Cost.THREADS.getCurrentThreadCpuTime();
    }

    private double millis(double percentile) {
        return waits.getValueAtPercentile(percentile) / 1e6;
    }
}
