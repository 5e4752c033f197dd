package dev.parley.netty.loop;

/** A connection that wants to be called now and then, instead of having timers of its own. Only on its loop. */
public final class Watch {
    private final WatchList list;
    private final Tick tick;

    /** Where in the list this is, or -1 when it was cancelled. */
    private int index;

    Watch(WatchList list, Tick tick, int index) {
        this.list = list;
        this.tick = tick;
        this.index = index;
    }

    /** What a watched connection does with the time. */
    @FunctionalInterface
    public interface Tick {
        /** It is {@code nowNanos} by the clock of the loop. */
        void tick(long nowNanos);
    }

    /** Ends the calls. Any number of times. */
    public void cancel() {
        if (index >= 0) {
            list.remove(this);
        }
    }

    Tick tick() {
        return tick;
    }

    int index() {
        return index;
    }

    void index(int newIndex) {
        index = newIndex;
    }
}
