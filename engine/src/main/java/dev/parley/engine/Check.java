package dev.parley.engine;

import java.time.Duration;

/** Checks of options; messages name the option, its value and what was expected. */
final class Check {
    private Check() {}

    static Duration positive(String option, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(option + ": " + value + " (expected: positive)");
        }
        return value;
    }

    static long atLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(option + ": " + value + " (expected: " + least + " or more)");
        }
        return value;
    }
}
