package dev.parley.benchmarks.report;

/**
 * What idle connections cost.
 *
 * @param scenario its name
 * @param server its name
 * @param connections how many
 * @param residentBytes memory of the process for one, as the system sees it
 * @param heapBytes live heap for one; 0 if the server cannot tell
 * @param leftBytes live heap more than before, after all had gone
 * @param connectMicros processor time to connect one
 */
public record Idle(
        String scenario,
        String server,
        int connections,
        double residentBytes,
        double heapBytes,
        long leftBytes,
        double connectMicros) {}
