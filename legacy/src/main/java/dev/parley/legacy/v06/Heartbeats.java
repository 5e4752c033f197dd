package dev.parley.legacy.v06;

/** Numbers the heartbeats of one session. Belongs to its strand. */
final class Heartbeats {
    private long last;

    /** The next number. */
    long next() {
        last++;
        return last;
    }

    /** Whether {@code text} is the number that was sent last: answers to older ones do not count. */
    boolean isLast(String text) {
        return last > 0 && text.equals(Long.toString(last));
    }
}
