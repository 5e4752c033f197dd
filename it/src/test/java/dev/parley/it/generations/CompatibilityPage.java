package dev.parley.it.generations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes {@code docs/compatibility.md}: what the clients were seen to do. */
final class CompatibilityPage {
    private static final Path PAGE = Path.of("../docs/compatibility.md");

    private final StringBuilder text = new StringBuilder();
    private final List<String> remarks = new ArrayList<>();

    private CompatibilityPage() {}

    static void write(List<Cell> cells) throws IOException {
        CompatibilityPage page = new CompatibilityPage();
        page.compose(cells);
        Files.createDirectories(PAGE.getParent());
        Files.writeString(PAGE, page.text);
    }

    private void compose(List<Cell> cells) {
        text.append("# Clients that were tried\n\n")
                .append("Written by `GenerationsTest` in `it/`, from what it saw; do not edit. Every client is the\n")
                .append(
                        "official release of that version, taken from its registry, against one server on one port that\n")
                .append("accepts all generations (`accept(Generations.all())`).\n\n")
                .append(
                        "A cell says what was seen to work: **text** (one character of every Unicode plane, both ways,\n")
                .append(
                        "and 60 messages in order), **JSON** messages, **events**, **acks** both ways, **namespaces**,\n")
                .append(
                        "**binary** data both ways, plain and nested, and **disconnect** by the server. Clients 0.6 know\n")
                .append(
                        "only text and JSON; binary data begins with 1.0. **Fallback** is a websocket on which nothing comes\n")
                .append("back, given up for xhr-polling with the same session.\n");
        for (String where : List.of("Node", "Chromium", "Java")) {
            List<Cell> there = cells.stream()
                    .filter(cell ->
                            cell.where().equals(where) && !cell.transport().equals("hall"))
                    .toList();
            if (!there.isEmpty()) {
                table(where, there);
            }
        }
        text.append("\n## One room\n\n");
        cells.stream()
                .filter(cell -> cell.transport().equals("hall"))
                .forEach(cell -> text.append(cell.ok() ? "In Chromium, one of each in one room: " : "Failed: ")
                        .append(cell.ok() ? String.join(", ", cell.can()) : cell.remark())
                        .append(".\n"));
        if (!remarks.isEmpty()) {
            text.append("\n## Remarks\n\n");
            for (int i = 0; i < remarks.size(); i++) {
                text.append(i + 1).append(". ").append(remarks.get(i)).append('\n');
            }
        }
    }

    private void table(String where, List<Cell> cells) {
        Set<String> transports = new LinkedHashSet<>();
        Map<String, Map<String, Cell>> versions = new LinkedHashMap<>();
        for (Cell cell : cells) {
            transports.add(cell.transport());
            versions.computeIfAbsent(cell.version(), version -> new LinkedHashMap<>())
                    .put(cell.transport(), cell);
        }
        text.append("\n## ").append(where).append("\n\n| client |");
        transports.forEach(transport -> text.append(' ').append(transport).append(" |"));
        text.append("\n|---|").append("---|".repeat(transports.size())).append('\n');
        versions.forEach((version, row) -> {
            text.append("| ").append(version).append(" |");
            for (String transport : transports) {
                Cell cell = row.get(transport);
                text.append(' ').append(cell == null ? "" : describe(cell)).append(" |");
            }
            text.append('\n');
        });
    }

    private String describe(Cell cell) {
        String words = switch (cell.outcome()) {
            case PASSED -> String.join(", ", cell.can());
            case FAILED -> "**fails**";
            case SKIPPED -> "not run";
        };
        return cell.remark() == null ? words : words + " [" + number(cell.remark()) + "]";
    }

    private int number(String remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
        return remarks.indexOf(remark) + 1;
    }
}
