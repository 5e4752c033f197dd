package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.LoadLoop;
import dev.parley.benchmarks.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * One scenario on all servers: connects and warms up one after the other, then measures in turns, A B A B, until each has
 * had the fewest rounds; then more of them, as long as there is time and rounds differ.
 */
final class Trial {
    private final Scenario scenario;
    private final Options options;
    private final Fleet fleet;
    private final LoadLoop load;

    Trial(Scenario scenario, Options options, Fleet fleet, LoadLoop load) {
        this.scenario = scenario;
        this.options = options;
        this.fleet = fleet;
        this.load = load;
    }

    /** Has {@code nanos} for more than the fewest rounds. */
    List<Result> run(List<Contestant> contestants, long nanos) throws InterruptedException {
        long began = System.nanoTime();
        List<Lane> lanes = new ArrayList<>();
        for (Contestant contestant : contestants) {
            if (options.wants(scenario, contestant)) {
                for (String variant : scenario.variants()) {
                    Lane lane = new Lane(scenario, contestant, variant, options, fleet, load);
                    lanes.add(lane);
                    lane.prepare();
                }
            }
        }
        int fewest = most(lanes, Pace::fewest);
        int most = most(lanes, Pace::most);
        for (int i = 0; i < most; i++) {
            if (i >= fewest
                    && (System.nanoTime() - began > nanos || lanes.stream().allMatch(Lane::isSettled))) {
                break;
            }
            for (Lane lane : lanes) {
                if (i < lane.pace().most()) {
                    lane.round();
                }
            }
        }
        for (Lane lane : lanes) {
            lane.finish();
        }
        return lanes.stream().map(Lane::result).toList();
    }

    private static int most(List<Lane> lanes, ToIntFunction<Pace> rounds) {
        return lanes.stream()
                .mapToInt(lane -> rounds.applyAsInt(lane.pace()))
                .max()
                .orElse(0);
    }
}
