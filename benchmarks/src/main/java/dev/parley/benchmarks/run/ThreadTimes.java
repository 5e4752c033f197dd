package dev.parley.benchmarks.run;

import dev.parley.benchmarks.report.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who in a process had the processor, and how long event loops waited for it, as the scheduler of Linux knows it. */
final class ThreadTimes {
    private final List<Double> loops = new ArrayList<>();
    private double loopsWaited;
    private double compiler;
    private double collector;
    private double handlers;

    private ThreadTimes() {}

    /** All threads that process {@code pid} has now. */
    static Threads of(long pid) {
        ThreadTimes times = new ThreadTimes();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            threads.sorted().forEach(times::add);
        } catch (IOException e) {
            return Threads.NONE;
        }
        return new Threads(times.loops, times.loopsWaited, times.compiler, times.collector, times.handlers);
    }

    private void add(Path thread) {
        try {
            add(
                    Files.readString(thread.resolve("comm")).trim(),
                    Files.readString(thread.resolve("schedstat")).trim().split(" "));
        } catch (IOException e) {
            // It ended while it was looked at, or this Linux does not tell.
        }
    }

    private void add(String name, String[] ranAndWaited) {
        double ran = Long.parseLong(ranAndWaited[0]) / 1e9;
        if (name.startsWith("parley-loop") || name.startsWith("multiThreadIo")) {
            loops.add(ran);
            loopsWaited += Long.parseLong(ranAndWaited[1]) / 1e9;
        } else if (name.startsWith("C1 ") || name.startsWith("C2 ")) {
            compiler += ran;
        } else if (name.equals("VM Thread")) {
            collector += ran;
        } else if (name.startsWith("ForkJoinPool")) {
            handlers += ran;
        }
    }
}
