package dev.parley.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Processor time of a server's threads, as far as they are known by their names: seconds.
 *
 * @param loops each event loop
 * @param loopsWaited what all event loops waited for a processor when they had something to do
 * @param compiler the compilers of a JVM
 * @param collector the thread of a JVM that collects garbage on one processor, and stops the others for that
 * @param handlers carriers of virtual threads
 */
public record Threads(List<Double> loops, double loopsWaited, double compiler, double collector, double handlers) {
    /** Nothing is known. */
    public static final Threads NONE = new Threads(List.of(), 0, 0, 0, 0);

    /** An immutable copy. */
    public Threads {
        loops = List.copyOf(loops);
    }

    /** What came after {@code before}. */
    Threads since(Threads before) {
        List<Double> more = new ArrayList<>();
        for (int i = 0; i < Math.min(loops.size(), before.loops.size()); i++) {
            more.add(loops.get(i) - before.loops.get(i));
        }
        return new Threads(
                more,
                loopsWaited - before.loopsWaited,
                compiler - before.compiler,
                collector - before.collector,
                // a carrier may have ended
                Math.max(0, handlers - before.handlers));
    }

    /** All event loops together. */
    double allLoops() {
        return loops.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The share of the busiest event loop in what all of them did, 0 if unknown. */
    double busiestLoop() {
        double most = loops.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return allLoops() == 0 ? 0 : most / allLoops();
    }
}
