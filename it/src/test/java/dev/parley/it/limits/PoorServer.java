package dev.parley.it.limits;

import dev.parley.netty.NettyServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server in a process that may open few files. */
final class PoorServer implements AutoCloseable {
    private static final String PORT = "port ";

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private PoorServer(Process process) {
        this.process = process;
        Thread reader = new Thread(() -> process.inputReader().lines().forEach(this::hear));
        reader.setDaemon(true);
        reader.start();
    }

    static PoorServer start(int files) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + files + " && exec \"$0\" \"$@\"",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoorServer.class.getName())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new PoorServer(process);
    }

    private void hear(String line) {
        lines.add(line);
        if (line.startsWith(PORT)) {
            port.complete(Integer.parseInt(line.substring(PORT.length())));
        }
    }

    int port() {
        return port.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** What it logged and printed. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    public static void main(String[] args) throws Exception {
        NettyServer server = NettyServer.builder().port(0).build();
        server.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
        System.out.println(
                "started after " + ManagementFactory.getRuntimeMXBean().getUptime() + " ms");
        System.out.println(PORT + server.port());
        Thread.currentThread().join();
    }
}
