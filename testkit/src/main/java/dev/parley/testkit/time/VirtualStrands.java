package dev.parley.testkit.time;

import dev.parley.engine.time.Clock;
import dev.parley.engine.time.Strand;
import dev.parley.engine.time.StrandGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Strands that run in the thread of the test, one task at a time in the order given, when the test says so.
 *
 * <p><b>Threads:</b> any thread may give tasks; timers and everything else belong to the thread of the test.
 */
public final class VirtualStrands implements StrandGroup {
    private static final int TOO_MANY_TASKS = 10_000_000;

    private final List<Strand> strands = new ArrayList<>();
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::time).thenComparingLong(Alarm::order));

    private long now;
    private long alarmsMade;
    private int turn;
    private @Nullable Strand current;
    private volatile boolean ended;

    /** This many strands, at time zero. */
    public VirtualStrands(int count) {
        for (int i = 0; i < count; i++) {
            strands.add(new VirtualStrand());
        }
    }

    @Override
    public List<Strand> strands() {
        return List.copyOf(strands);
    }

    @Override
    public Strand next() {
        return current != null ? current : strands.get(turn++ % strands.size());
    }

    @Override
    public Clock clock() {
        return () -> now;
    }

    /** Runs what was given to strands, and what that gives, until nothing is left; no time passes. */
    public void settle() {
        int count = 0;
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
            if (++count > TOO_MANY_TASKS) {
                throw new AssertionError("the strands never come to rest");
            }
        }
    }

    /** Lets time pass: runs what is given, and each timer at its time. */
    public void pass(Duration time) {
        settle();
        long until = now + time.toNanos();
        for (Alarm next = alarms.peek(); next != null && next.time <= until; next = alarms.peek()) {
            alarms.remove();
            now = Math.max(now, next.time);
            run(next.task);
            settle();
        }
        now = until;
    }

    /** Time passes, but nothing runs: the process is suspended. Timers that were due run at the next {@link #pass}. */
    public void suspend(Duration time) {
        now += time.toNanos();
    }

    /** All strands end, like the event loops of a server that has stopped: what they are given now, they reject. */
    public void end() {
        ended = true;
    }

    private void requireAlive() {
        if (ended) {
            throw new RejectedExecutionException("the strands have ended");
        }
    }

    /** How many timers wait: after the end of everything it should be none. */
    public int timers() {
        return alarms.size();
    }

    private void run(Task task) {
        Strand before = current;
        current = task.strand;
        try {
            task.work.run();
        } finally {
            current = before;
        }
    }

    private record Task(Strand strand, Runnable work) {}

    private record Alarm(long time, long order, Task task) {}

    private final class VirtualStrand implements Strand {
        @Override
        public void execute(Runnable task) {
            requireAlive();
            tasks.add(new Task(this, task));
        }

        @Override
        public boolean isCurrent() {
            return current == this;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            requireAlive();
            long time = Math.max(now, now + delay.toNanos());
            Alarm alarm = new Alarm(time, alarmsMade++, new Task(this, task));
            alarms.add(alarm);
            return () -> alarms.remove(alarm);
        }
    }
}
