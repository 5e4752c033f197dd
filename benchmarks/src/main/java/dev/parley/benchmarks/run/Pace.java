package dev.parley.benchmarks.run;

/**
 * How long one server is measured in one scenario.
 *
 * @param fewest rounds of it
 * @param most rounds of it, where time allows and one differs from the other
 * @param millis how long each is
 * @param warmUpMillis how long the server must have worked before the first
 */
record Pace(int fewest, int most, int millis, int warmUpMillis) {
    private static final Pace GOAL = new Pace(3, 9, 800, 2000);
    private static final Pace GOAL_OF_PEERS = new Pace(3, 3, 800, 1000);
    private static final Pace LATENCY = new Pace(3, 7, 4000, 2000);
    private static final Pace LATENCY_OF_PEERS = new Pace(3, 3, 3000, 1000);
    private static final Pace OTHER = new Pace(3, 3, 600, 2000);
    private static final Pace OTHER_OF_PEERS = new Pace(2, 2, 600, 1000);

    /** Connecting, letting go, and what a warm-up takes beyond the work that it asks for. */
    private static final int AROUND_MILLIS = 1500;

    /** A process that has just begun takes so many times longer to get warm, unless that is long. */
    private static final int COLD = 4;

    private static final int LONGEST_COLD = 12_000;

    /** What fits into half an hour for everything: our own servers and the limits get the most of it. */
    static Pace ofTable(Scenario scenario, Contestant contestant) {
        if (scenario.name().startsWith("open-")) {
            // One message of a thousand takes many messages to be known, and who is behind needs few to be seen.
            return contestant.isPeer() ? LATENCY_OF_PEERS : LATENCY;
        }
        if (!scenario.isGoal()) {
            return contestant.isPeer() ? OTHER_OF_PEERS : OTHER;
        }
        return contestant.isPeer() ? GOAL_OF_PEERS : GOAL;
    }

    /** How long a server must have worked whose process has just begun. */
    int coldMillis() {
        return Math.max(warmUpMillis, Math.min(COLD * warmUpMillis, LONGEST_COLD));
    }

    /** About what it takes with the fewest rounds. */
    int leastMillis() {
        return AROUND_MILLIS + warmUpMillis + fewest * millis;
    }

    /** What the other rounds take. */
    int moreMillis() {
        return (most - fewest) * millis;
    }
}
