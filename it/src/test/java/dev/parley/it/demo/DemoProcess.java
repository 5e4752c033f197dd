package dev.parley.it.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo, started as {@code bin/demo} starts it: its own process. */
final class DemoProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://localhost:(\\d+)");
    private static final long MOST_SECONDS = 30;

    private final Process process;
    private final int port;

    private DemoProcess(Process process) {
        this.process = process;
        this.port = portOf(process);
    }

    /** Starts the demo and returns when it says where it can be reached. */
    static DemoProcess start(int port) {
        return new DemoProcess(launch(port));
    }

    /** Starts the demo and returns what it said and how it ended, for a start that is meant to fail. */
    static Ending startAndEnd(int port) throws InterruptedException {
        Process process = launch(port);
        CompletableFuture<List<String>> said = CompletableFuture.supplyAsync(
                () -> process.inputReader().lines().toList());
        try {
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            return new Ending(ended ? process.exitValue() : -1, ended ? said.join() : List.of());
        } finally {
            process.destroyForcibly();
        }
    }

    record Ending(int exitCode, List<String> lines) {}

    private static Process launch(int port) {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(List.of(java));
        if (Runtime.version().feature() >= 24) {
            // As bin/demo does: newer JDKs warn about what Netty's native transports need.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.parley.demo.Demo", "--port", String.valueOf(port)));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on after the line with the port, or the demo would wait one day for somebody to read. */
    private static int portOf(Process process) {
        var port = new CompletableFuture<Integer>();
        var said = new StringBuffer();
        Thread reader = new Thread(() -> {
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {
                said.append(line).append(System.lineSeparator());
                Matcher url = URL.matcher(line);
                if (url.find()) {
                    port.complete(Integer.parseInt(url.group(1)));
                }
            });
            port.completeExceptionally(new IllegalStateException("the demo ended: " + said));
        });
        reader.setDaemon(true);
        reader.start();
        return port.orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    }

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port + "/";
    }

    /** Ends the process at once, as a crash would. */
    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(MOST_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
