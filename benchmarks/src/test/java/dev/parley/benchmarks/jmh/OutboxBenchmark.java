package dev.parley.benchmarks.jmh;

import dev.parley.engine.queue.Outbox;
import dev.parley.engine.queue.OutboxBudget;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Outgoing;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The queue that every outbound packet passes, without contention. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutboxBenchmark {
    private static final int BATCH = 16;

    private final Outbox outbox = new Outbox(8 << 20, new OutboxBudget(1L << 30));

    /** Sixteen in, sixteen out: cost of one. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Outgoing offerAndPoll() {
        for (int i = 0; i < BATCH; i++) {
            outbox.offer(Frame.PONG);
        }
        Outgoing last = null;
        for (int i = 0; i < BATCH; i++) {
            last = outbox.poll();
        }
        return last;
    }
}
