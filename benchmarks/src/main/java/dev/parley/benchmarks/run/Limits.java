package dev.parley.benchmarks.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the machine allows. */
final class Limits {
    private Limits() {}

    /** How many descriptors a process may have. */
    static int descriptors() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(50_000, unix.getMaxFileDescriptorCount())
                : 1024;
    }
}
