package dev.parley.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A picture: one row per scenario, one dot per server, processor time per message on a logarithmic axis. */
final class Plot {
    private static final String[] COLOURS = {
        "#1f6feb", "#79b8ff", "#57606a", "#8c959f", "#2da44e", "#1b7f3b", "#bf8700", "#cf222e", "#8250df"
    };
    private static final int LEFT = 210;
    private static final int RIGHT = 40;
    private static final int TOP = 92;
    private static final int ROW = 22;
    private static final int WIDTH = 960;

    private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    private final Set<String> servers = new LinkedHashSet<>();
    private final int lowest;
    private final int highest;

    Plot(List<Result> results) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Result result : results) {
            double micros = result.cpuMicros();
            if (result.isMeasured() && micros > 0 && !result.scenario().startsWith("loops-")) {
                servers.add(result.server());
                rows.computeIfAbsent(result.scenario(), name -> new LinkedHashMap<>())
                        .put(result.server(), micros);
                least = Math.min(least, micros);
                most = Math.max(most, micros);
            }
        }
        this.lowest = rows.isEmpty() ? -1 : (int) Math.floor(Math.log10(least));
        this.highest = rows.isEmpty() ? 1 : Math.max(lowest + 1, (int) Math.ceil(Math.log10(most)));
    }

    String svg() {
        int height = TOP + rows.size() * ROW + 40;
        StringBuilder out = new StringBuilder();
        out.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">%n",
                WIDTH, height, WIDTH, height));
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        out.append(text(
                16,
                28,
                16,
                "#1f2328",
                "start",
                "Processor time of the server per message (logarithmic; left is better)"));
        legend(out);
        grid(out, TOP + rows.size() * ROW);
        int y = TOP;
        for (Map.Entry<String, Map<String, Double>> row : rows.entrySet()) {
            row(out, row.getKey(), row.getValue(), y + ROW / 2);
            y += ROW;
        }
        return out.append("</svg>\n").toString();
    }

    private void legend(StringBuilder out) {
        int x = 16;
        int index = 0;
        for (String server : servers) {
            out.append(dot(x + 5, 52, COLOURS[index % COLOURS.length]));
            out.append(text(x + 15, 56, 12, "#1f2328", "start", server));
            x += 34 + 7 * server.length();
            index++;
        }
    }

    private void grid(StringBuilder out, int bottom) {
        for (int power = lowest; power <= highest; power++) {
            double value = Math.pow(10, power);
            double x = x(value);
            out.append(format(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#d0d7de\"/>%n", x, TOP - 6, x, bottom));
            String label = power < 0 ? format("%." + -power + "f us", value) : format("%.0f us", value);
            out.append(text((int) x, TOP - 12, 11, "#57606a", "middle", label));
            out.append(text((int) x, bottom + 18, 11, "#57606a", "middle", label));
        }
    }

    private void row(StringBuilder out, String name, Map<String, Double> values, int y) {
        out.append(text(LEFT - 14, y + 4, 12, "#1f2328", "end", name));
        double from = x(
                values.values().stream().mapToDouble(Double::doubleValue).min().orElse(1));
        double to = x(
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1));
        out.append(format(
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#eaeef2\" stroke-width=\"6\"/>%n",
                from, y, to, y));
        int index = 0;
        for (String server : servers) {
            Double value = values.get(server);
            if (value != null) {
                out.append(dot(x(value), y, COLOURS[index % COLOURS.length]));
            }
            index++;
        }
    }

    private double x(double value) {
        double share = (Math.log10(value) - lowest) / (highest - lowest);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static String dot(double x, int y, String colour) {
        return format("<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\" fill-opacity=\"0.9\"/>%n", x, y, colour);
    }

    private static String text(int x, int y, int size, String colour, String anchor, String text) {
        return format(
                "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n",
                x, y, size, colour, anchor, text);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
