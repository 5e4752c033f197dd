package dev.parley.benchmarks.run;

import dev.parley.benchmarks.report.Threads;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, pinned to one core, that answers questions about itself on its standard output. */
final class ServerProcess implements AutoCloseable {
    private static final int TICKS_PER_SECOND = 100;
    private static final int PAGE_BYTES = 4096;

    private final String name;
    private final int port;
    private final Process process;
    private final BufferedWriter questions;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ServerProcess(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::read, name + " output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a server and waits until it listens. */
    static ServerProcess start(Contestant contestant, Options options, String variant)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(command(contestant, options, port, variant));
        command.addAll(words(variant));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ServerProcess server = new ServerProcess(contestant.name(), port, process);
        try {
            server.expect("ready");
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    int port() {
        return port;
    }

    /** Processor time so far. */
    double cpuSeconds() {
        return cpuSeconds(stat());
    }

    private static double cpuSeconds(String[] stat) {
        return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / (double) TICKS_PER_SECOND;
    }

    /** Processor time of its threads so far. */
    Threads threads() {
        return ThreadTimes.of(process.pid());
    }

    /** Memory as the system sees it. */
    long residentBytes() {
        return Long.parseLong(stat()[21]) * PAGE_BYTES;
    }

    /** Asks {@code heap} or {@code allocated}; 0 means that it cannot tell. */
    long ask(String question) throws IOException, InterruptedException {
        questions.write(question + "\n");
        questions.flush();
        return Long.parseLong(expect(question + " "));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What a variant is on a command line. */
    private static List<String> words(String variant) {
        List<String> words = new ArrayList<>();
        for (String word : variant.isEmpty() ? new String[0] : variant.split(" ")) {
            words.add(word);
            if (word.equals(Scenario.TLS)) {
                words.add(Pem.folder().toString());
            }
        }
        return words;
    }

    private static List<String> command(Contestant contestant, Options options, int port, String variant)
            throws IOException {
        List<String> given = contestant.command();
        List<String> command = new ArrayList<>(options.pinned(variant.startsWith("loops-")));
        if (given.get(0).equals("java")) {
            command.addAll(options.java());
            command.add(resolve(given.get(1)));
            command.addAll(given.subList(2, given.size()));
            command.add(Integer.toString(port));
        } else if (given.contains("PORT")) {
            given.forEach(word -> command.add(word.equals("PORT") ? Integer.toString(port) : word));
        } else {
            command.addAll(given);
            command.add(Integer.toString(port));
        }
        return command;
    }

    /** {@code @file} at the end stands for what is in the file. */
    private static String resolve(String classPath) throws IOException {
        int at = classPath.indexOf('@');
        return at < 0
                ? classPath
                : classPath.substring(0, at)
                        + Files.readString(Path.of(classPath.substring(at + 1))).trim();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String expect(String beginning) throws IOException, InterruptedException {
        while (true) {
            String line = lines.poll(60, TimeUnit.SECONDS);
            if (line == null || line.isEmpty()) {
                throw new IOException(name + " did not say: " + beginning);
            }
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // It ended; the empty line says so.
        }
        lines.add("");
    }

    /** The fields of /proc/PID/stat after the name. */
    private String[] stat() {
        try {
            return fields(Files.readString(Path.of("/proc/" + process.pid() + "/stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " has ended", e);
        }
    }

    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
