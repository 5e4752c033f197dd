package dev.parley.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A picture: a bar for each goal, as long as our cost in times of the limit's, with a mark at what is allowed. */
final class GoalPlot {
    private static final int LEFT = 230;
    private static final int RIGHT = 60;
    private static final int TOP = 76;
    private static final int ROW = 20;
    private static final int WIDTH = 960;
    private static final double LONGEST = 4;

    private final List<GoalTable.Bar> bars;

    GoalPlot(List<GoalTable.Bar> bars) {
        this.bars = bars;
    }

    String svg() {
        int bottom = TOP + bars.size() * ROW;
        StringBuilder out = new StringBuilder();
        out.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">%n",
                WIDTH, bottom + 30, WIDTH, bottom + 30));
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        out.append(text(
                16, 28, "start", 16, "Cost in times of the limit; the red mark is the goal (open: p99.9 of latency)"));
        for (int times = 0; times <= LONGEST; times++) {
            out.append(line(x(times), TOP - 6, bottom, "#d0d7de", 1));
            out.append(text(x(times), TOP - 12, "middle", 11, times + " x"));
        }
        int y = TOP;
        for (GoalTable.Bar bar : bars) {
            row(out, bar, y);
            y += ROW;
        }
        return out.append("</svg>\n").toString();
    }

    private static void row(StringBuilder out, GoalTable.Bar bar, int y) {
        boolean isMet = bar.ratio() <= bar.goal();
        out.append(text(LEFT - 12, y + 14, "end", 12, bar.name()));
        out.append(format(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LEFT, y + 3, x(bar.ratio()) - LEFT, ROW - 6, isMet ? "#2da44e" : "#bf8700"));
        out.append(line(x(bar.goal()), y + 1, y + ROW - 1, "#cf222e", 2));
        out.append(text(x(Math.max(bar.ratio(), bar.goal())) + 6, y + 14, "start", 11, format("%.2f", bar.ratio())));
    }

    private static double x(double times) {
        return LEFT + Math.min(times, LONGEST) / LONGEST * (WIDTH - LEFT - RIGHT);
    }

    private static String line(double x, int from, int to, String colour, int width) {
        return format(
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"%d\"/>%n",
                x, from, x, to, colour, width);
    }

    private static String text(double x, int y, String anchor, int size, String text) {
        return format(
                "<text x=\"%.1f\" y=\"%d\" font-size=\"%d\" fill=\"#1f2328\" text-anchor=\"%s\">%s</text>%n",
                x, y, size, anchor, text);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
