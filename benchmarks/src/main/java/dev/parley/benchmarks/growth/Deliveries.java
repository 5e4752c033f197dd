package dev.parley.benchmarks.growth;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What a delivery costs, by the number of receivers of its broadcast. Populations take turns, several times. */
final class Deliveries {
    /** Below, looking at the clock would cost more than what it measures. */
    private static final int FEWEST_TO_SPLIT = 1000;

    private final int[] sizes;
    private final int times;
    private final Map<Integer, Series> costs = new TreeMap<>();
    private final Map<Integer, Histogram> walks = new TreeMap<>();

    /** Deliveries of a broadcast that are still due; on the loop. */
    private long due;

    private int broadcastsLeft;
    private CompletableFuture<?> allReached = new CompletableFuture<>();

    Deliveries(int[] sizes, int times) {
        this.sizes = sizes;
        this.times = times;
    }

    void print() throws InterruptedException {
        delivery(sizes[sizes.length - 1]); // until all has been compiled
        walks.clear();
        for (int i = 0; i < times; i++) {
            for (int size : sizes) {
                costs.computeIfAbsent(size, one -> new Series()).add(delivery(size));
            }
        }
        System.out.println("| receivers of a broadcast | ns each, median of " + times
                + " | spread | bytes allocated each | of which walking the room and queueing, ns |\n"
                + "|---:|---:|---:|---:|---:|");
        costs.forEach(
                (size, series) -> System.out.println("| " + size + " | " + series.cells() + " | " + walk(size) + " |"));
    }

    private String walk(int size) {
        Histogram walk = walks.get(size);
        return walk == null ? "" : String.format(Locale.ROOT, "%.0f", (double) walk.getValueAtPercentile(50) / size);
    }

    private Cost delivery(int size) throws InterruptedException {
        try (World world = new World()) {
            world.populate(size, "room", () -> reached(world, size));
            int broadcasts = Math.max(1, 1000 / size);
            return Cost.of(world, size * broadcasts, () -> broadcasts(world, size, broadcasts));
        }
    }

    /** One after the other: the next one begins when all have got the one before. */
    private CompletableFuture<?> broadcasts(World world, int size, int count) {
        allReached = new CompletableFuture<>();
        broadcastsLeft = count;
        broadcast(world, size);
        return allReached;
    }

    private void broadcast(World world, int size) {
        due = size;
        if (size < FEWEST_TO_SPLIT) {
            world.io().to("room").emit("news", "hello");
            return;
        }
        long before = Cost.THREADS.getCurrentThreadCpuTime();
        world.io().to("room").emit("news", "hello");
        walks.computeIfAbsent(size, one -> new Histogram(TimeUnit.SECONDS.toNanos(60), 3))
                .recordValue(Math.max(1, Cost.THREADS.getCurrentThreadCpuTime() - before));
    }

    private void reached(World world, int size) {
        if (--due > 0) {
            return;
        }
        if (--broadcastsLeft == 0) {
            allReached.complete(null);
        } else if (broadcastsLeft > 0) {
            world.loop().execute(() -> broadcast(world, size));
        }
    }
}
