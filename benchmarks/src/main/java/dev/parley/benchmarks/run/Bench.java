package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.LoadLoop;
import dev.parley.benchmarks.load.Wire;
import dev.parley.benchmarks.load.WrongAnswerException;
import dev.parley.benchmarks.report.Idle;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line. */
public final class Bench {
    /** What idle connections take, all together. */
    private static final Duration IDLE_TIME = Duration.ofMinutes(4);

    private final Options options;
    private final List<Contestant> contestants;
    private final List<Result> results = new ArrayList<>();
    private final List<Idle> idles = new ArrayList<>();
    private final long began = System.nanoTime();
    private boolean isWrong;

    private Bench(Options options) {
        this.options = options;
        List<Contestant> all = new ArrayList<>(Contestant.all(options.home()));
        options.base().ifPresent(base -> all.addAll(Contestant.base(base)));
        this.contestants = all.stream()
                .filter(options::wants)
                .filter(contestant -> isThere(contestant, !options.servers().isEmpty()))
                .filter(contestant -> !options.isSmoke()
                        || !contestant.isPeer()
                        || options.servers().contains(contestant.name()))
                .toList();
    }

    /** See {@link Options#USAGE}; the folder of the benchmarks is the system property {@code bench.home}. */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(System.getProperty("bench.home", "benchmarks")).toAbsolutePath();
        if (List.of(args).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        int report = List.of(args).indexOf("--report");
        if (report >= 0) {
            System.out.print(Report.of(Path.of(args[report + 1])));
            return;
        }
        if (List.of(args).contains("--list")) {
            list(home);
            return;
        }
        Bench bench = new Bench(Options.parse(home, args));
        bench.run();
        System.exit(bench.isWrong ? 1 : 0);
    }

    private static void list(Path home) {
        Scenario.all().forEach(scenario -> System.out.println(scenario.name()));
        System.out.println("idle-10000\nidle-max\nidle-polling");
        for (Contestant contestant : Contestant.all(home)) {
            System.out.println("server " + contestant.name() + (contestant.isAvailable() ? "" : " (not here)"));
        }
    }

    private static boolean isThere(Contestant contestant, boolean isAskedFor) {
        if (!contestant.isAvailable() && isAskedFor) {
            throw new IllegalArgumentException(contestant.name() + " cannot run: there is no " + contestant.needs());
        }
        return contestant.isAvailable();
    }

    private void run() throws IOException, InterruptedException {
        Report report = new Report(options.out());
        try (LoadLoop load = new LoadLoop();
                Fleet fleet = new Fleet(options)) {
            List<Scenario> scenarios = wanted();
            Timetable timetable =
                    new Timetable(Duration.ofNanos(left()).minus(IDLE_TIME), options, scenarios, contestants);
            for (Scenario scenario : scenarios) {
                if (options.isTable() && timetable.isOver()) {
                    System.out.println(scenario.name() + " is left out: no time for it");
                    continue;
                }
                List<Result> measured = new Trial(scenario, options, fleet, load)
                        .run(contestants, timetable.nanosFor(scenarios.indexOf(scenario)));
                measured.forEach(this::note);
                System.out.print(report.line(measured));
                report.write(results, idles); // whoever ends this run early keeps what there is
            }
            fleet.close();
            for (Map.Entry<String, Integer> idle : idleScenarios().entrySet()) {
                if (options.wants(new Scenario(idle.getKey(), Wire.Kind.WEBSOCKET, (g, w, s) -> {
                    throw new IllegalStateException("no traffic");
                }))) {
                    idle(idle.getKey(), idle.getValue(), load);
                }
            }
        }
        report.write(results, idles);
        System.out.println("results: " + report.out() + ".json, .md and .svg");
    }

    /** Those of the command line; where time is short, goals come first. */
    private List<Scenario> wanted() {
        Comparator<Scenario> order = Comparator.comparing(scenario -> options.isTable() ? scenario.rank() : 0);
        return Scenario.all().stream().filter(options::wants).sorted(order).toList();
    }

    private long left() {
        return TimeUnit.MINUTES.toNanos(options.minutes()) - (System.nanoTime() - began);
    }

    private Map<String, Integer> idleScenarios() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("idle-10000", options.isSmoke() ? 100 : 10_000);
        if (!options.isSmoke()) {
            sizes.put("idle-max", Limits.descriptors() - 200);
        }
        sizes.put("idle-polling", options.isSmoke() ? 100 : 4000);
        return sizes;
    }

    private void idle(String name, int connections, LoadLoop load) throws InterruptedException {
        Wire.Kind kind = name.endsWith("polling") ? Wire.Kind.POLLING : Wire.Kind.WEBSOCKET;
        for (Contestant contestant : contestants) {
            if (!contestant.kinds().contains(kind) || !options.wantsIdle(name, contestant)) {
                continue;
            }
            if (options.isTable() && left() < 0) {
                System.out.println(name + " of " + contestant.name() + " is left out: no time for it");
                continue;
            }
            try (Generator generator = new Generator(load)) {
                Idle idle = new IdleTrial(name, kind, connections, options, generator).run(contestant);
                generator.check();
                idles.add(idle);
                System.out.println(Report.line(idle));
            } catch (WrongAnswerException | IOException | RuntimeException e) {
                note(new Result(name, contestant.name(), List.of(), String.valueOf(e.getMessage())));
            }
        }
    }

    private void note(Result result) {
        results.add(result);
        if (!result.failure().isEmpty()) {
            boolean isPeer = contestants.stream()
                    .anyMatch(contestant ->
                            contestant.isPeer() && contestant.name().equals(result.server()));
            isWrong |= !isPeer;
            System.out.println("WRONG " + result.scenario() + " " + result.server() + ": " + result.failure());
        }
    }
}
