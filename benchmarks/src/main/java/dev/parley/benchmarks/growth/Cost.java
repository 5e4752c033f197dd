package dev.parley.benchmarks.growth;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * What something cost the loop: the thing itself, and all that it left to do.
 *
 * @param nanos of processor
 * @param bytes allocated
 */
record Cost(double nanos, double bytes) {
    private static final int ROUNDS = 7;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long ROUND_NANOS = 100_000_000;
    static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Does {@code batch} on the loop, which does something {@code times} times, again and again: the cost of one, the
     * median of rounds.
     *
     * @param batch begins, and says when it has come to its end
     */
    static Cost of(World world, int times, Callable<CompletableFuture<?>> batch) throws InterruptedException {
        round(world, times, batch, WARM_UP_NANOS);
        double[] nanos = new double[ROUNDS];
        double[] bytes = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Cost cost = round(world, times, batch, ROUND_NANOS);
            nanos[i] = cost.nanos;
            bytes[i] = cost.bytes;
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        return new Cost(nanos[ROUNDS / 2], bytes[ROUNDS / 2]);
    }

    private static Cost round(World world, int times, Callable<CompletableFuture<?>> batch, long length)
            throws InterruptedException {
        Cost before = now(world);
        Cost after;
        int runs = 0;
        do {
            for (int i = 0; i < 10; i++) {
                world.run(batch).join();
                runs++;
            }
            after = now(world);
        } while (after.nanos - before.nanos < length);
        double count = (double) runs * times;
        return new Cost((after.nanos - before.nanos) / count, (after.bytes - before.bytes) / count);
    }

    private static Cost now(World world) throws InterruptedException {
        return world.run(() -> new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes()));
    }
}
