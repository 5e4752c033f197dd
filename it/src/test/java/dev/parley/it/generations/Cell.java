package dev.parley.it.generations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client over one transport, tried.
 *
 * @param where it ran: Node, Chromium or Java
 * @param version of the client
 * @param transport by which it came
 * @param outcome whether everything was as it should be
 * @param can what it was seen to do
 * @param remark what was not tried and why, or what went wrong; null if there is nothing to say
 */
record Cell(
        String where,
        String version,
        String transport,
        Outcome outcome,
        List<String> can,
        @Nullable String remark) {
    /** How a trial ended. */
    enum Outcome {
        PASSED,
        FAILED,
        /** The client cannot run here; the remark says why. */
        SKIPPED;

        static Outcome of(boolean ok) {
            return ok ? PASSED : FAILED;
        }
    }

    boolean ok() {
        return outcome == Outcome.PASSED;
    }

    String name() {
        return where + " " + version + " " + transport;
    }
}
