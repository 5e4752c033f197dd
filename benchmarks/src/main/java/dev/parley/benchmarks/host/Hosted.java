package dev.parley.benchmarks.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Starts the server of another class in this JVM, tells on standard output what standard input asks for, and ends with
 * it, so that no server outlives the benchmark. Depends on the JDK alone: peers run in it with libraries of their own.
 *
 * <p>Knows {@code allocated}: bytes that all threads ever allocated; {@code heap}: bytes in use after a collection.
 */
public final class Hosted {
    private Hosted() {}

    /** Arguments: the class with the server's main method, and what to give to it. */
    public static void main(String[] args) throws Exception {
        Thread control = new Thread(Hosted::answer, "control");
        control.setDaemon(true);
        control.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    /** Tells the benchmark that the server listens. */
    public static void ready() {
        System.out.println("ready");
    }

    private static void answer() {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(line + " " + (line.equals("heap") ? heap() : allocated()));
            }
        } catch (IOException e) {
            System.err.println("control: " + e);
        }
        System.exit(0);
    }

    private static long heap() {
        // The serial collector leaves a twentieth of dead objects where they are, but for every fourth collection.
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
