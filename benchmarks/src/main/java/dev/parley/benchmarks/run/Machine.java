package dev.parley.benchmarks.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all processors of the machine do, whoever makes them. */
final class Machine {
    private static final double TICKS_PER_SECOND = 100;

    /** In the first line of /proc/stat: user, nice, system, idle, waiting, interrupts, soft ones, stolen. */
    private static final int FIELDS = 8;

    private static final int IDLE = 4;
    private static final int WAITING = 5;

    private Machine() {}

    /** Processor time of this process so far. */
    static double ownSeconds() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof OperatingSystemMXBean own ? own.getProcessCpuTime() / 1e9 : 0;
    }

    /** Processor time that was not idle so far, what the host of a virtual machine took among it. */
    static double busySeconds() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElse("").split(" +");
            double ticks = 0;
            for (int i = 1; i <= FIELDS; i++) {
                ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
