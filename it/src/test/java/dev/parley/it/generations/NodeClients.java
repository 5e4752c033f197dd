package dev.parley.it.generations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code it/legacy-clients/run.mjs} as a process of its own and reads its report. */
final class NodeClients {
    static final Path FOLDER = Path.of("legacy-clients").toAbsolutePath();

    private static final long LIMIT_SECONDS = 480;

    private NodeClients() {}

    /** Why the clients cannot run here, or null if they can. */
    static @Nullable String obstacle() throws InterruptedException {
        if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
            return "the clients are not installed: run npm ci in it/legacy-clients, or bin/test";
        }
        try {
            Process version = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            version.getInputStream().readAllBytes();
            return version.waitFor() == 0 ? null : "node does not run: install Node 20 or newer";
        } catch (IOException e) {
            return "node was not found: install Node 20 or newer";
        }
    }

    static List<Cell> run(String url) throws IOException, InterruptedException {
        Path target = Files.createDirectories(Path.of("target"));
        Path report = target.resolve("generations.json").toAbsolutePath();
        Path output = target.resolve("generations.log").toAbsolutePath();
        Files.deleteIfExists(report);
        Process process = new ProcessBuilder("node", "run.mjs", url, "--report=" + report)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the clients took more than " + LIMIT_SECONDS + " s, see " + output);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (!Files.exists(report)) {
            throw new IllegalStateException("there is no report:\n" + Files.readString(output));
        }
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : JsonMapper.shared().readTree(report.toFile())) {
            List<String> can = new ArrayList<>();
            cell.get("can").forEach(one -> can.add(one.asString()));
            JsonNode remark = cell.has("reason") ? cell.get("reason") : cell.get("fault");
            cells.add(new Cell(
                    cell.get("where").asString(),
                    cell.get("version").asString(),
                    cell.get("transport").asString(),
                    cell.has("skipped")
                            ? Cell.Outcome.SKIPPED
                            : Cell.Outcome.of(cell.get("ok").asBoolean()),
                    can,
                    remark == null ? null : remark.asString()));
        }
        return cells;
    }
}
