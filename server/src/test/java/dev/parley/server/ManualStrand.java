package dev.parley.server;

import dev.parley.engine.time.Clock;
import dev.parley.engine.time.Strand;
import dev.parley.engine.time.StrandGroup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/** The one strand of a test: runs what it is given when told to, by a clock that the test moves. */
final class ManualStrand implements Strand, StrandGroup {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(alarm -> alarm.time));
    private long now = 1;
    private boolean ended;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    /** Takes no more timers, like the event loop of a server that has stopped. */
    void end() {
        ended = true;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("the strand has ended");
        }
        Alarm alarm = new Alarm(now + delay.toNanos(), task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /** Runs all that waits. */
    void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets time pass while a task keeps the strand busy. */
    void blocks(Duration time) {
        now += time.toNanos();
    }

    /** Lets time pass, with all alarms on the way. */
    void pass(Duration time) {
        settle();
        long until = now + time.toNanos();
        for (Alarm next = alarms.peek(); next != null && next.time <= until; next = alarms.peek()) {
            alarms.remove();
            now = next.time;
            next.task.run();
            settle();
        }
        now = until;
    }

    int alarmCount() {
        return alarms.size();
    }

    @Override
    public List<Strand> strands() {
        return List.of(this);
    }

    @Override
    public Strand next() {
        return this;
    }

    @Override
    public Clock clock() {
        return () -> now;
    }

    private record Alarm(long time, Runnable task) {}
}
