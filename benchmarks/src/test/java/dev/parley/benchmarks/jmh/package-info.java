/**
 * Small benchmarks of single parts, run by {@code bin/bench --jmh}.
 *
 * <p>State: per benchmark. Threads: those of JMH. Depends on: all modules.
 */
package dev.parley.benchmarks.jmh;
