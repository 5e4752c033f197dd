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
    private static final Pace LATENCY = new Pace(7, 4000, 2000);
    private static final Pace LATENCY_OF_BEST_PEER = new Pace(5, 4000, 1000);
    private static final Pace LATENCY_OF_PEERS = new Pace(2, 2000, 1000);
    private static final Pace OTHER = new Pace(3, 800, 1500);
    private static final Pace OTHER_OF_PEERS = new Pace(2, 800, 1000);

    /** What fits into half an hour for everything: our own servers and the limits get the most of it. */
    static Pace ofTable(Scenario scenario, Contestant contestant) {
        if (scenario.name().startsWith("open-")) {
            // One message of a thousand takes many messages to be known, and who is behind needs few to be seen.
            return !contestant.isPeer()
                    ? LATENCY
                    : contestant.name().equals("netty-socketio") ? LATENCY_OF_BEST_PEER : LATENCY_OF_PEERS;
        }
        if (!scenario.isGoal()) {
            return contestant.isPeer() ? OTHER_OF_PEERS : OTHER;
        }
        return contestant.isPeer() ? GOAL_OF_PEERS : GOAL;
    }
}
