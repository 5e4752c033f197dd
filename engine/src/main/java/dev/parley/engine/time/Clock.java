package dev.parley.engine.time;

/** Monotonic time; tests move their own. Any thread. */
@FunctionalInterface
public interface Clock {
    /** The clock of the machine. */
    Clock SYSTEM = System::nanoTime;

    /** Nanoseconds since some moment, never less than before. */
    long nanos();
}
