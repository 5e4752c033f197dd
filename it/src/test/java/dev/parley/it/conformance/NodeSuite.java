package dev.parley.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code it/clients/run.mjs} as a process of its own and reads its report. */
final class NodeSuite {
    private static final Path CLIENTS = Path.of("clients").toAbsolutePath();
    private static final long LIMIT_SECONDS = 480;

    private NodeSuite() {}

    /**
     * What became of one test.
     *
     * @param file the file that it is in
     * @param name its name, behind the names of the suites around it
     * @param status {@code passed}, {@code failed} or {@code skipped}
     * @param detail why it was skipped or failed, or null
     */
    record Result(
            String file,
            String name,
            String status,
            @Nullable String detail) {}

    /** Why the suite cannot run here, or null if it can. */
    static @Nullable String obstacle() throws IOException, InterruptedException {
        if (!Files.isDirectory(CLIENTS.resolve("node_modules"))) {
            return "the official clients are not installed: run npm ci in it/clients, or bin/test";
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

    /** Runs the suite against servers, given as the JSON of {@code APPLICATION.md}. */
    static List<Result> run(String servers) throws IOException, InterruptedException {
        Path target = Files.createDirectories(Path.of("target"));
        Path report = target.resolve("conformance.jsonl").toAbsolutePath();
        Path output = target.resolve("conformance.log").toAbsolutePath();
        Files.deleteIfExists(report);
        List<String> command = new ArrayList<>(List.of("node", "run.mjs", "--skipped", "--report=" + report));
        String only = System.getProperty("conformance.files"); // for those who repair one file
        if (only != null) {
            command.addAll(List.of(only.split(",")));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(CLIENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CONFORMANCE_SERVERS", servers);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the suite took more than " + LIMIT_SECONDS + " s, see " + output);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (!Files.exists(report)) {
            throw new IllegalStateException("the suite wrote no report:\n" + Files.readString(output));
        }
        return read(report);
    }

    private static List<Result> read(Path report) throws IOException {
        JsonMapper json = JsonMapper.shared();
        List<Result> results = new ArrayList<>();
        for (String line : Files.readAllLines(report)) {
            JsonNode node = json.readTree(line);
            List<String> path = new ArrayList<>();
            node.get("path").forEach(part -> path.add(part.asString()));
            JsonNode detail = node.has("error") ? node.get("error") : node.get("reason");
            results.add(new Result(
                    node.get("file").asString(),
                    String.join(" > ", path),
                    node.get("status").asString(),
                    detail == null ? null : detail.asString()));
        }
        return results;
    }
}
