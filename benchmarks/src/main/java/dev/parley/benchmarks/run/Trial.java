package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.LoadLoop;
import dev.parley.benchmarks.report.Result;
import java.util.ArrayList;
import java.util.List;

/** One scenario on all servers: connects and warms up one after the other, then measures in turns, A B A B. */
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

    List<Result> run(List<Contestant> contestants) throws InterruptedException {
        List<Lane> lanes = new ArrayList<>();
        for (Contestant contestant : contestants) {
            if (contestant.kinds().contains(scenario.kind()) && options.wants(scenario, contestant)) {
                for (String variant : scenario.variants()) {
                    Lane lane = new Lane(scenario, contestant, variant, options, fleet, load);
                    lanes.add(lane);
                    lane.prepare();
                }
            }
        }
        int rounds = lanes.stream().mapToInt(Lane::plannedRounds).max().orElse(0);
        for (int i = 0; i < rounds; i++) {
            for (Lane lane : lanes) {
                if (i < lane.plannedRounds()) {
                    lane.round();
                }
            }
        }
        for (Lane lane : lanes) {
            lane.finish();
        }
        return lanes.stream().map(Lane::result).toList();
    }
}
