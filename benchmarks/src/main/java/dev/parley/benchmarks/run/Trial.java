package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.Traffic;
import dev.parley.benchmarks.load.Wire;
import dev.parley.benchmarks.load.WrongAnswerException;
import dev.parley.benchmarks.report.Result;
import dev.parley.benchmarks.report.Round;
import dev.parley.benchmarks.report.Spent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One scenario on all servers: connects and warms up one after the other, then measures in turns, A B A B. */
final class Trial {
    private static final int LONGEST_WARM_UP = 1500;

    /** Who is not warm after that, or after twice what was asked for, has too little to do. */
    private static final int PATIENCE = 12 * LONGEST_WARM_UP;

    /** A process that has just begun takes so many times longer to get warm, unless that is long. */
    private static final int COLD = 4;

    private static final int LONGEST_COLD = 12_000;

    private static final double[] PERCENTILES = {50, 99, 99.9, 100};

    private final Scenario scenario;
    private final Options options;
    private final Fleet fleet;
    private final Generator generator;

    Trial(Scenario scenario, Options options, Fleet fleet, Generator generator) {
        this.scenario = scenario;
        this.options = options;
        this.fleet = fleet;
        this.generator = generator;
    }

    List<Result> run(List<Contestant> contestants) throws InterruptedException {
        List<Lane> lanes = new ArrayList<>();
        for (Contestant contestant : contestants) {
            if (contestant.kinds().contains(scenario.kind()) && options.wants(scenario, contestant)) {
                for (String variant : scenario.variants()) {
                    Lane lane = new Lane(contestant, variant);
                    lanes.add(lane);
                    lane.attempt(lane::prepare);
                }
            }
        }
        int rounds = lanes.stream().mapToInt(lane -> lane.pace.rounds()).max().orElse(0);
        for (int i = 0; i < rounds; i++) {
            for (Lane lane : lanes) {
                if (i < lane.pace.rounds()) {
                    lane.attempt(lane::round);
                }
            }
        }
        for (Lane lane : lanes) {
            lane.attempt(lane::finish);
        }
        return lanes.stream().map(Lane::result).toList();
    }

    private static int cold(int millis) {
        return Math.max(millis, Math.min(COLD * millis, LONGEST_COLD));
    }

    private interface Step {
        void run() throws WrongAnswerException, IOException, InterruptedException;
    }

    /** One server in this scenario. */
    private final class Lane {
        private final Contestant contestant;
        private final String variant;
        private final Pace pace;
        private final List<Round> rounds = new ArrayList<>();
        private @Nullable ServerProcess server;
        private @Nullable Traffic traffic;
        private String failure = "";

        Lane(Contestant contestant, String variant) {
            this.contestant = contestant;
            this.variant = variant;
            this.pace = options.pace(scenario, contestant);
        }

        void attempt(Step step) throws InterruptedException {
            if (!failure.isEmpty()) {
                return;
            }
            try {
                step.run();
                generator.check();
            } catch (WrongAnswerException | IOException | RuntimeException e) {
                failure = String.valueOf(e.getMessage());
                fleet.replace(contestant, variant);
                // What the broken connections still say is of no interest.
                TimeUnit.MILLISECONDS.sleep(200);
                generator.forgive();
            }
        }

        void prepare() throws WrongAnswerException, IOException, InterruptedException {
            boolean isCold = !fleet.has(contestant, variant);
            ServerProcess started = fleet.get(contestant, variant);
            server = started;
            Traffic connected =
                    scenario.load().connect(generator, new Wire(started.port(), scenario.kind()), options.isSmoke());
            traffic = connected;
            warmUp(started, connected, isCold ? cold(pace.warmUpMillis()) : pace.warmUpMillis());
        }

        /** Until the server has worked for that long: on a busy machine the clock says little about how warm it is. */
        private void warmUp(ServerProcess started, Traffic connected, int millis)
                throws WrongAnswerException, IOException, InterruptedException {
            double until = started.cpuSeconds() + millis / 1e3;
            int round = Math.max(20, Math.min(LONGEST_WARM_UP, millis / 2));
            int left = Math.max(Math.min(PATIENCE, 12 * round), 2 * millis);
            do {
                measure(started, connected, round);
                left -= round;
            } while (started.cpuSeconds() < until && left > 0 && !options.isSmoke());
        }

        void round() throws WrongAnswerException, IOException, InterruptedException {
            if (server != null && traffic != null) {
                rounds.add(measure(server, traffic, pace.millis()));
            }
        }

        void finish() throws WrongAnswerException, InterruptedException {
            if (traffic != null) {
                traffic.close();
            }
        }

        Result result() {
            String server = contestant.name() + (scenario.isScaling() ? " " + variant.split(" ")[0] : "");
            return new Result(scenario.name(), server, failure.isEmpty() ? rounds : List.of(), failure);
        }
    }

    private Round measure(ServerProcess server, Traffic traffic, int millis)
            throws WrongAnswerException, IOException, InterruptedException {
        Spent before = spent(server);
        long began = System.nanoTime();
        long count = generator.call(() -> {
            long completed = traffic.completed();
            traffic.begin();
            return completed;
        });
        TimeUnit.MILLISECONDS.sleep(millis);
        generator.call(() -> {
            traffic.end();
            return true;
        });
        generator.await("everything is answered", 20, traffic::isQuiet);
        long ended = System.nanoTime();
        long messages = generator.call(traffic::completed) - count;
        if (messages == 0) {
            throw new WrongAnswerException("no message was answered");
        }
        return new Round(
                (ended - began) / 1e9,
                messages,
                spent(server).since(before),
                percentiles(traffic.latencies()),
                percentiles(traffic.lateness()));
    }

    /** What was spent so far. */
    private Spent spent(ServerProcess server) throws WrongAnswerException, IOException, InterruptedException {
        double used = server.cpuSeconds();
        double others = Machine.busySeconds() - used - Machine.ownSeconds();
        return new Spent(used, generator.cpuSeconds(), others, server.ask("allocated"), server.threads());
    }

    private static List<Double> percentiles(@Nullable Histogram latencies) {
        List<Double> micros = new ArrayList<>();
        if (latencies != null) {
            for (double percentile : PERCENTILES) {
                micros.add(latencies.getValueAtPercentile(percentile) / 1e3);
            }
        }
        return micros;
    }
}
