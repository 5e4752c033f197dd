package dev.parley.benchmarks.run;

/**
 * How long one server is measured in one scenario.
 *
 * @param rounds of it
 * @param millis how long each is
 * @param warmUpMillis how long the server must have worked before the first
 */
record Pace(int rounds, int millis, int warmUpMillis) {
    private static final Pace GOAL = new Pace(5, 1000, 3000);
    private static final Pace GOAL_OF_PEERS = new Pace(2, 1000, 1500);
    private static final Pace LATENCY = new Pace(3, 2500, 1500);
    private static final Pace LATENCY_OF_PEERS = new Pace(2, 2000, 1000);
    private static final Pace OTHER = new Pace(3, 800, 1500);

    /** What fits into half an hour for everything: our own servers and the limits get the most of it. */
    static Pace ofTable(Scenario scenario, Contestant contestant) {
        if (scenario.name().startsWith("open-")) {
            return contestant.isPeer() ? LATENCY_OF_PEERS : LATENCY;
        }
        if (!scenario.isGoal()) {
            return OTHER;
        }
        return contestant.isPeer() ? GOAL_OF_PEERS : GOAL;
    }
}
