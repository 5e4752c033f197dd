package dev.parley.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The same cost, measured several times, with others in between: its median and its spread. */
final class Series {
    private final List<Cost> costs = new ArrayList<>();

    void add(Cost cost) {
        costs.add(cost);
    }

    /** Median, lowest and highest processor time, and the median of what was allocated, as three cells of a table. */
    String cells() {
        double[] nanos = sorted(Cost::nanos);
        return String.format(
                Locale.ROOT,
                "%.0f | %.0f to %.0f | %.0f",
                median(nanos),
                nanos[0],
                nanos[nanos.length - 1],
                median(sorted(Cost::bytes)));
    }

    private double[] sorted(ToDoubleFunction<Cost> value) {
        return costs.stream().mapToDouble(value).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
