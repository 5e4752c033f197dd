package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.LoadLoop;
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

/**
 * One server in one scenario, with clients of its own. When anything goes wrong, its connections are cut and its process
 * ends at once, so that those who are measured after it have the machine for themselves; it does nothing any more then.
 */
final class Lane {
    private static final int LONGEST_WARM_UP = 1500;

    /** Who is not warm after that, or after twice what was asked for, has too little to do. */
    private static final int PATIENCE = 12 * LONGEST_WARM_UP;

    private static final double[] PERCENTILES = {50, 99, 99.9, 100};

    private final Scenario scenario;
    private final Contestant contestant;
    private final String variant;
    private final Options options;
    private final Pace pace;
    private final Fleet fleet;
    private final Generator generator;
    private final List<Round> rounds = new ArrayList<>();
    private @Nullable ServerProcess server;
    private @Nullable Traffic traffic;
    private String failure = "";

    Lane(Scenario scenario, Contestant contestant, String variant, Options options, Fleet fleet, LoadLoop load) {
        this.scenario = scenario;
        this.contestant = contestant;
        this.variant = variant;
        this.options = options;
        this.pace = options.pace(scenario, contestant);
        this.fleet = fleet;
        this.generator = new Generator(load);
    }

    private interface Step {
        void run() throws WrongAnswerException, IOException, InterruptedException;
    }

    private void attempt(Step step) throws InterruptedException {
        if (!failure.isEmpty()) {
            return;
        }
        try {
            step.run();
            generator.check();
        } catch (WrongAnswerException | IOException | RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            giveUp();
        }
    }

    private void giveUp() throws InterruptedException {
        Traffic broken = traffic;
        if (broken != null) {
            try {
                generator.call(() -> {
                    broken.end();
                    return true;
                });
            } catch (WrongAnswerException e) {
                failure += ", and it cannot be stopped: " + e.getMessage();
            }
        }
        generator.close();
        fleet.end(contestant, variant);
    }

    /** Connects the clients and gets the server warm. */
    void prepare() throws InterruptedException {
        attempt(this::connect);
    }

    /** Measures one round. */
    void round() throws InterruptedException {
        attempt(this::measureRound);
    }

    /** Lets the clients go. */
    void finish() throws InterruptedException {
        attempt(this::disconnect);
        generator.close();
    }

    Pace pace() {
        return pace;
    }

    /** Whether more rounds would hardly tell more, or there will be none. */
    boolean isSettled() {
        return !failure.isEmpty() || rounds.size() >= pace.most() || result().isSettled();
    }

    Result result() {
        String name = contestant.name() + (scenario.isScaling() ? " " + variant.split(" ")[0] : "");
        return new Result(scenario.name(), name, failure.isEmpty() ? rounds : List.of(), failure);
    }

    private void connect() throws WrongAnswerException, IOException, InterruptedException {
        boolean isCold = !fleet.has(contestant, variant);
        ServerProcess started = fleet.get(contestant, variant);
        server = started;
        Traffic connected =
                scenario.load().connect(generator, new Wire(started.port(), scenario.kind()), options.isSmoke());
        traffic = connected;
        warmUp(started, connected, isCold ? pace.coldMillis() : pace.warmUpMillis());
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

    private void measureRound() throws WrongAnswerException, IOException, InterruptedException {
        if (server != null && traffic != null) {
            rounds.add(measure(server, traffic, pace.millis()));
        }
    }

    private void disconnect() throws WrongAnswerException, InterruptedException {
        if (traffic != null) {
            traffic.close();
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
